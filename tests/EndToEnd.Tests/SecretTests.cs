using System.Text;
using System.Text.Json.Nodes;

namespace Connector.EndToEnd.Tests;

/// <summary>Law 7: canaries of every kind of secret, in every output, at the most talkative level.</summary>
public sealed class SecretTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_secret_reaches_any_output_or_the_ledger(bool keyIsWrong)
    {
        await using var world = await SiteWorld.CreateAsync(5);
        var key = keyIsWrong ? "canary-wrong-key-4711" : world.KeyCrm.ApiKey;
        string[] canaries = [key, "canary-password-one", "canary-hook-secret-1", "canary-two"];
        world.Environment["CANARY_KEY"] = key;
        world.Environment["CANARY_PASSWORD"] = canaries[1];
        await File.WriteAllTextAsync(Path.Combine(world.Folder, "hook.txt"), canaries[2] + "\n", TestContext.Current.CancellationToken);
        world.Configuration["accounts"]!["main"]!["apiKey"] = "${CANARY_KEY}";
        world.Configuration["accounts"]!["main"]!["webhook"] = new JsonObject { ["secret"] = "${file:hook.txt}" };
        world.Configuration["stores"]!["dead"] = Dead("${CANARY_PASSWORD}");
        world.Configuration["stores"]!["literal"] = Dead(canaries[3]);
        world.KeyCrm.Catalogue.SetStock(1, 9);

        var seen = new StringBuilder();
        foreach (var verb in (string[][])[["check"], ["plan"], ["sync"], ["status"], ["history", SiteWorld.Sku(1)], ["report", "failures"], ["adapters"], ["schema"]])
        {
            seen.Append((await world.RunAsync([.. verb, "--log-level", "trace"])).Everything);
            seen.Append((await world.RunAsync([.. verb, "--log-level", "trace", "--json"])).Everything);
        }

        foreach (var file in Directory.EnumerateFiles(Path.Combine(world.Folder, "state")))
            seen.Append(Encoding.UTF8.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)));
        var everything = seen.ToString();
        everything.ShouldContain("dead");
        foreach (var canary in canaries)
            everything.Contains(canary, StringComparison.Ordinal).ShouldBeFalse(canary);
    }

    private static JsonObject Dead(string password)
    {
        var store = SiteWorld.SiteStore("x");
        store["options"]!["provider"] = "mysql";
        store["options"]!["connectionString"] = $"Server=127.0.0.1;Port=1;Database=x;User ID=u;Password={password};Connection Timeout=2";
        return store;
    }
}
