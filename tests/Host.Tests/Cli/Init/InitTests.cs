using System.Text.Json;
using Connector.Core.Planning;
using Connector.Host.Cli;

namespace Connector.Host.Tests.Cli.Init;

public sealed class InitTests
{
    [Fact]
    public async Task Init_AllAnswered_WritesAConfigurationThatLoadsAndWorks()
    {
        await using var run = await InitRun.StartAsync();

        (await run.RunAsync(run.Answers)).ShouldBe(ExitCode.Done, run.Error);

        var configuration = run.Load();
        configuration.Accounts["main"].KeyCrm.Key.ShouldBe(run.KeyCrm.ApiKey);
        configuration.Accounts["main"].KeyCrm.BaseUrl.ShouldBe(run.KeyCrm.BaseUrl);
        var store = configuration.Stores.ShouldHaveSingleItem();
        store.Id.Value.ShouldBe("site");
        store.Adapter.ShouldBe("sql");
        store.Stock.Warehouses.ShouldBe([4L]);
        store.Stock.Buffer.ShouldBe(2);
        store.Guard.ShouldBe(new GuardLimits());
        (await run.RunVerbAsync(["plan"])).ShouldBe(ExitCode.Done, run.Error);
    }

    [Fact]
    public async Task Init_AllAnswered_KeepsSecretsInAnEnvironmentFileThatOnlyItsOwnerReads()
    {
        await using var run = await InitRun.StartAsync();

        await run.RunAsync(run.Answers);

        run.Files.ShouldBe(["adapters.json", "adapters.schema.json", "connector.env"]);
        File.ReadAllLines(run.At("connector.env")).Skip(1).ShouldBe([$"KEYCRM_API_KEY={run.KeyCrm.ApiKey}", $"SITE_CONNECTION_STRING='{InitRun.ConnectionString}'"]);
        File.ReadAllText(run.Config).ShouldNotContain(run.KeyCrm.ApiKey);
        File.ReadAllText(run.Config).ShouldNotContain(InitRun.ConnectionString);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(run.At("connector.env")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task Init_GuardAnswered_IsWritten()
    {
        await using var run = await InitRun.StartAsync();

        (await run.RunAsync([.. run.Answers[..^2], "many", "10%", "500"])).ShouldBe(ExitCode.Done, run.Error);

        run.Error.ShouldContain("a share such as 30%");
        run.Load().Stores.Single().Guard.ShouldBe(new GuardLimits { MaxZeroed = Limit.Percent(10), MaxLowered = Limit.Count(500) });
    }

    [Fact]
    public async Task Init_DryRunWanted_ShowsWhatMatchesWhatDoesNotAndWhatWouldBeWritten()
    {
        await using var run = await InitRun.StartAsync();
        var sku = run.KeyCrm.Catalogue.Snapshot().First(offer => offer.Quantity - offer.Reserve > 5 && offer.Sku is { Length: > 0 }).Sku!;
        run.Sell(sku);

        (await run.RunAsync([.. run.Answers, "yes"])).ShouldBe(ExitCode.Done, run.Error);

        run.Output.ShouldContain("120 offers read");
        run.Output.ShouldContain("site: 1 only in the store, so its numbers are left alone: A-1");
        run.Output.ShouldContain("only in keyCRM:");
        run.Output.ShouldContain(sku);
        run.Output.ShouldContain("connector sync");
        run.Output.ShouldNotContain("connector check");
        run.Quantity(sku).ShouldBe(1, "nothing was written");
        run.Error.ShouldNotContain(run.KeyCrm.ApiKey);
    }

    [Fact]
    public async Task Init_SecretsGiven_ShowsNone()
    {
        await using var run = await InitRun.StartAsync();

        await run.RunAsync(["  \"Bearer wrong-key-0123456789\"  ", "again", .. run.Answers]);

        foreach (var shown in (string[])[run.Output, run.Error])
        {
            shown.ShouldNotContain(run.KeyCrm.ApiKey);
            shown.ShouldNotContain("wrong-key-0123456789");
            shown.ShouldNotContain(InitRun.ConnectionString);
        }
    }

    [Fact]
    public async Task Init_WrongKeyThenRightKey_SaysSoAndGoesOn()
    {
        await using var run = await InitRun.StartAsync();

        (await run.RunAsync(["wrong-key-0123456789", "", .. run.Answers])).ShouldBe(ExitCode.Done, run.Error);

        run.Error.ShouldContain("the API key is refused");
        run.Error.ShouldContain("The key works: 120 offers; warehouses: 1 Головний, 4 Магазин на Подолі.");
        run.Load().Accounts["main"].KeyCrm.Key.ShouldBe(run.KeyCrm.ApiKey);
    }

    [Fact]
    public async Task Init_KeyWithACyrillicLetter_IsNotSent()
    {
        await using var run = await InitRun.StartAsync();

        await run.RunAsync(["key-with-с-inside", .. run.Answers]);

        run.Error.ShouldContain("Cyrillic letter");
        run.KeyCrm.Requests.Total.ShouldBe(2);
    }

    [Fact]
    public async Task Init_KeyKeptUntested_TakesAnyWarehouse()
    {
        await using var run = await InitRun.StartAsync();

        (await run.RunAsync(["wrong-key-0123456789", "untested", .. InitRun.Site("site")[..^2], "77", "0", .. InitRun.End])).ShouldBe(ExitCode.Done, run.Error);

        run.Load().Stores.Single().Stock.Warehouses.ShouldBe([77L]);
    }

    [Fact]
    public async Task Init_InputEndsAnywhere_LeavesNoFile()
    {
        await using var run = await InitRun.StartAsync();

        for (var given = 0; given < run.Answers.Length; given++)
            (await run.RunAsync(run.Answers[..given])).ShouldBe(ExitCode.Usage, $"{given} answers");

        run.Files.ShouldBeEmpty();
        run.Error.ShouldContain("Nothing was written.");
    }

    [Fact]
    public async Task Init_StoreThatDoesNotAnswer_IsAskedForAgain()
    {
        await using var run = await InitRun.StartAsync();
        string[] wrong = ["site", "sql", "sqlite", InitRun.ConnectionString, "goods", "id", "artikel", "qty", "none"];

        (await run.RunAsync([run.KeyCrm.ApiKey, .. wrong, "again", .. InitRun.Site("site")[2..], .. InitRun.End])).ShouldBe(ExitCode.Done, run.Error);

        run.Error.ShouldContain("artikel");
        using var written = JsonDocument.Parse(File.ReadAllText(run.Config), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        written.RootElement.GetProperty("stores").GetProperty("site").GetProperty("options").GetProperty("sku").GetString().ShouldBe("article");
    }

    [Fact]
    public async Task Init_StoreGivenUp_IsNotWritten()
    {
        await using var run = await InitRun.StartAsync();
        string[] wrong = ["gone", "sql", "sqlite", InitRun.ConnectionString, "nothing", "id", "article", "qty", "none", "drop", "yes"];

        (await run.RunAsync([run.KeyCrm.ApiKey, .. wrong, .. InitRun.Site("site"), .. InitRun.End])).ShouldBe(ExitCode.Done, run.Error);

        run.Load().Stores.Select(store => store.Id.Value).ShouldBe(["site"]);
        File.ReadAllText(run.At("connector.env")).ShouldNotContain("GONE");
    }

    [Fact]
    public async Task Init_AnswersThatAreNone_AreAskedForAgain()
    {
        await using var run = await InitRun.StartAsync();
        string[] answers =
        [
            "", run.KeyCrm.ApiKey, "my shop", "site", "shopify", "sql", "oracle", "4", InitRun.ConnectionString, "goods", "id", "article", "qty",
            "colour", "batchSize, fractions", "perhaps", "no", "many", "50", "9", "1,1", "all", "-1", "3", "yes",
            "SITE", .. InitRun.Site("second"), .. InitRun.End,
        ];

        (await run.RunAsync(answers)).ShouldBe(ExitCode.Done, run.Error);

        var stores = run.Load().Stores;
        stores.Select(store => store.Id.Value).ShouldBe(["site", "second"]);
        stores[0].Options.Find("batchSize")!.Text.ShouldBe("50");
        stores[0].Stock.Warehouses.ShouldBeNull();
        stores[0].Stock.Buffer.ShouldBe(3);
    }

    [Fact]
    public async Task Init_FileThereAlready_IsNotTouchedWithoutAYes()
    {
        await using var run = await InitRun.StartAsync();
        await File.WriteAllTextAsync(run.Config, "mine", TestContext.Current.CancellationToken);

        (await run.RunAsync("")).ShouldBe(ExitCode.Usage);

        run.Files.ShouldBe(["adapters.json"]);
        File.ReadAllText(run.Config).ShouldBe("mine");
    }

    [Fact]
    public async Task Init_FileReplaced_KeepsTheOldOneAndItsSecrets()
    {
        await using var run = await InitRun.StartAsync();
        await run.RunAsync(run.Answers);
        var before = File.ReadAllText(run.Config);
        await File.WriteAllTextAsync(run.At("connector.env"), "KEYCRM_API_KEY=the-old-key-012345\nOTHER='mine'\n", TestContext.Current.CancellationToken);

        (await run.RunAsync(["yes", .. run.Answers])).ShouldBe(ExitCode.Done, run.Error);

        File.ReadAllText(run.Config + ".bak").ShouldBe(before);
        File.ReadAllText(run.At("connector.env")).ShouldStartWith("KEYCRM_API_KEY=the-old-key-012345\nOTHER='mine'\nKEYCRM_API_KEY_2=");
        run.Load().Accounts["main"].KeyCrm.Key.ShouldBe(run.KeyCrm.ApiKey);
    }

    [Fact]
    public async Task Init_SecretNamedByAFile_IsWrittenAsNamed()
    {
        await using var run = await InitRun.StartAsync();
        await File.WriteAllTextAsync(run.At("key.txt"), run.KeyCrm.ApiKey + "\n", TestContext.Current.CancellationToken);

        (await run.RunAsync(["${NO_SUCH_VARIABLE_HERE}", "${file:key.txt}", .. run.Answers[1..]])).ShouldBe(ExitCode.Done, run.Error);

        run.Error.ShouldContain("NO_SUCH_VARIABLE_HERE");
        File.ReadAllText(run.Config).ShouldContain("\"apiKey\": \"${file:key.txt}\"");
        run.Load().Accounts["main"].KeyCrm.Key.ShouldBe(run.KeyCrm.ApiKey);
        File.ReadAllText(run.At("connector.env")).ShouldNotContain("KEYCRM");
    }

    [Fact]
    public async Task Init_FolderThatCannotBeWritten_SaysSoAndLeavesNothing()
    {
        await using var run = await InitRun.StartAsync();
        // A folder where the schema should be.
        Directory.CreateDirectory(run.At("adapters.schema.json"));

        (await run.RunAsync(run.Answers)).ShouldBe(ExitCode.Usage);

        run.Files.ShouldBeEmpty();
        run.Error.ShouldContain("Nothing was written:");
    }
}
