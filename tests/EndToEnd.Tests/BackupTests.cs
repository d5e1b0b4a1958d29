namespace Connector.EndToEnd.Tests;

/// <summary>`backup` and `restore` as a person uses them, beside the service and without it.</summary>
public sealed class BackupTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_backup_made_beside_the_service_is_brought_back_when_it_has_stopped_and_the_store_is_right_again()
    {
        await using var world = await SiteWorld.CreateAsync(20, quantity: 5);
        var address = world.ListenSomewhere();
        (await world.RunAsync("sync")).ExitCode.ShouldBe(0);
        var file = Path.Combine(world.Folder, "backup.zip");
        using (var service = world.Start("run"))
        {
            using var http = new HttpClient(new SocketsHttpHandler());
            while (!await IsAliveAsync(http, new Uri(address, "healthz")))
                await Task.Delay(50, Token);
            var made = await world.RunAsync("backup", file, "--json");
            made.ExitCode.ShouldBe(0, made.Everything);
            ((long)made.Json["bytes"]!).ShouldBe(new FileInfo(file).Length);
            var refused = await world.RunAsync("restore", file, "--yes");
            refused.ExitCode.ShouldBe(1);
            refused.Everything.ShouldContain("Stop the service");
            service.Kill();
            await service.WaitForExitAsync(Token);
        }

        world.KeyCrm.Catalogue.SetStock(3, 9);
        (await world.RunAsync("sync")).ExitCode.ShouldBe(0);
        var shown = await world.RunAsync("restore", file);
        shown.ExitCode.ShouldBe(0);
        shown.Everything.ShouldContain("Nothing was changed");
        ((string)(await world.RunAsync("history", SiteWorld.Sku(3), "--json")).Json["stores"]!["site"]!["journal"]![0]!["outcome"]!).ShouldBe("applied");

        (await world.RunAsync("restore", file, "--yes")).ExitCode.ShouldBe(0);
        (await world.RunAsync("history", SiteWorld.Sku(3), "--json")).Json["stores"]!["site"]!["journal"]!.AsArray().ShouldBeEmpty("that was before");
        world.KeyCrm.Catalogue.SetStock(4, 1);
        (await world.RunAsync("sync")).ExitCode.ShouldBe(0);
        (await world.NumbersAsync()).ShouldBe(world.Truth(), ignoreOrder: true);
        (await world.AuditAsync()).ShouldBe([(SiteWorld.Sku(3), 9), (SiteWorld.Sku(4), 1)]);
        Directory.EnumerateDirectories(Path.Combine(world.Folder, "state"), "before-restore-*").ShouldHaveSingleItem();

        var broken = await world.RunAsync("restore", Path.Combine(world.Folder, "adapters.json"), "--yes");
        broken.ExitCode.ShouldBe(1);
        broken.Everything.ShouldContain("was not brought back");
    }

    private static async Task<bool> IsAliveAsync(HttpClient http, Uri url)
    {
        try
        {
            using var answer = await http.GetAsync(url, Token);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
