using Connector.Core.Matching;
using Connector.Core.Planning;
using Connector.Core.Stock;
using Connector.Core.Sync;
using Connector.Host.Configuration;

namespace Connector.Host.Tests.Configuration;

public sealed class LoadingTests : IDisposable
{
    private readonly ConfigurationFolder folder = Samples.FullFolder();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Load_EveryKey_ArrivesWhereItBelongs()
    {
        var configuration = folder.Load();

        var main = configuration.Accounts["main"];
        main.KeyCrm.Key.ShouldBe("key-from-variable");
        main.KeyCrm.Account.ShouldBe("main");
        main.KeyCrm.BaseUrl.ShouldBe(new Uri("http://127.0.0.1:9/v1"));
        main.KeyCrm.RequestsPerMinute.ShouldBe(40);
        main.PollEvery.ShouldBe(PollSchedule.Every(TimeSpan.FromMinutes(5)));
        main.Webhook!.Secrets.ShouldBe(["first-secret", "second-secret"]);
        main.Webhook.Mode.ShouldBe(WebhookMode.Trust);

        configuration.PluginFolders.ShouldBe([folder.At("more"), Path.GetFullPath("../plug-ins", folder.Root)]);
        configuration.StateFolder.ShouldBe(folder.At("ledger"));
        configuration.Listen.ToString().ShouldBe("http://0.0.0.0:5081");
        configuration.Listen.IsLoopback.ShouldBeFalse();
        configuration.WebhookListen!.ToString().ShouldBe("http://[::1]:5082");
        configuration.WebhookListen.IsLoopback.ShouldBeTrue();
        configuration.ApiToken.ShouldBe("api-token-0123456789");
        configuration.Secrets.Values.ShouldContain("api-token-0123456789");

        var store = configuration.Stores.ShouldHaveSingleItem();
        store.Id.Value.ShouldBe("shop-ua");
        store.Adapter.ShouldBe("acme");
        store.Account.ShouldBe("main");
        store.Enabled.ShouldBeFalse();
        store.Folder.ShouldBe(folder.Root);
        store.Match.IgnoreCase.ShouldBeTrue();
        store.Match.Trim.ShouldBeTrue();
        store.Match.Duplicates.ShouldBe(DuplicatePolicy.All);
        store.Match.Aliases["A-1"].ShouldBe("B-1");
        store.Guard.ShouldBe(new GuardLimits { MaxZeroed = Limit.Percent(30), MaxLowered = Limit.Count(5), MinItems = 3 });
        store.Drift.ShouldBe(new DriftRule { Every = TimeSpan.FromDays(1), Policy = DriftPolicy.Repair, Settle = TimeSpan.Zero });
    }

    [Fact]
    public void Load_Defaults_LieUnderTheStoreKeyByKey()
    {
        var stock = folder.Load().Stores.Single().Stock;

        stock.Warehouses.ShouldBe([1, 4]);
        stock.Reserve.ShouldBe(ReservePolicy.Ignore);
        stock.Buffer.ShouldBe(2.5m);
        stock.Max.ShouldBeNull("a null of the store's own wins over the default's 9");
        stock.Fraction.ShouldBe(FractionPolicy.Round);
        stock.WhenMissing.ShouldBe(MissingPolicy.Zero);
        stock.Overrides.Keys.Order().ShouldBe(["D", "S"]);
        stock.Overrides["D"].Buffer.ShouldBe(7);
        stock.Overrides["S"].ShouldSatisfyAllConditions(
            single => single.Buffer.ShouldBe(5),
            single => single.Max.ShouldBe(3),
            single => single.Warehouses.ShouldBe([2]),
            single => single.Reserve.ShouldBe(ReservePolicy.Subtract),
            single => single.Fraction.ShouldBe(FractionPolicy.Keep));
    }

    [Fact]
    public void Load_LittleWritten_TakesTheDefaultsOfTheDesign()
    {
        var configuration = folder.WriteMain(Samples.OneStore()).Load();

        configuration.Accounts["main"].KeyCrm.BaseUrl.ShouldBe(new Uri("https://openapi.keycrm.app/v1"));
        configuration.Accounts["main"].KeyCrm.RequestsPerMinute.ShouldBe(55);
        configuration.Accounts["main"].PollEvery.ShouldBe(PollSchedule.Every(TimeSpan.FromMinutes(15)));
        configuration.Accounts["main"].Webhook.ShouldBeNull();
        configuration.StateFolder.ShouldBe(folder.At("state"));
        configuration.PluginFolders.ShouldBeEmpty();
        configuration.Listen.ShouldBe(new ListenAddress("127.0.0.1", 5080));
        configuration.WebhookListen.ShouldBeNull();
        configuration.ApiToken.ShouldBeNull();
        var store = configuration.Stores.Single();
        store.Account.ShouldBe("main");
        store.Enabled.ShouldBeTrue();
        store.Guard.ShouldBe(new GuardLimits());
        store.Drift.ShouldBe(new DriftRule());
        store.Stock.Warehouses.ShouldBeNull();
        store.Options.Members.ShouldBeEmpty();
    }

    [Fact]
    public void Load_Include_TakesEachFileAsAStoreAfterTheMainOnes()
    {
        folder.WriteMain(Samples.OneStore(root: "\"include\": [\"stores/*\", \"stores/b.json\", \"extra/one.json\", \"nothing/*.json\", \"*.json\"]"))
            .Write("stores/b.json", """{ "adapter": "acme", "match": { "aliases": "own.csv" } }""")
            .Write("stores/a.json", """{ "$schema": "x", "adapter": "acme", "options": { "file": "${file:token.txt}" } }""")
            .Write("stores/own.csv", "\uFEFFstore;CRM;note\r\n  s-2 ; c-2;x\r\n\"s;3\";\"c\"\"3\"\r\n")
            .Write("stores/token.txt", "from-file\n")
            .Write("stores/b.json~", "an editor's copy")
            .Write("extra/one.json", """{ "adapter": "acme" }""");

        var stores = folder.Load().Stores;

        stores.Select(store => store.Id.Value).ShouldBe(["shop", "a", "b", "one"]);
        stores[1].Folder.ShouldBe(folder.At("stores"));
        stores[1].Options.Find("file")!.Text.ShouldBe("from-file");
        stores[2].Match.Aliases.ShouldBe(new Dictionary<string, string> { ["c-2"] = "s-2", ["c\"3"] = "s;3" }, ignoreOrder: true);
    }

    [Fact]
    public void Load_ByteOrderMark_IsNoMistake() =>
        folder.Write("adapters.json", [0xEF, 0xBB, 0xBF, .. System.Text.Encoding.UTF8.GetBytes(Samples.OneStore())]).Load().Stores.Count.ShouldBe(1);

    [Fact]
    public void Load_Variables_AreExpandedSeveralInOneTextAndOnceOnly()
    {
        folder.Set("A", "first").Set("B", "${A}").WriteMain(Samples.OneStore("\"options\": { \"x\": \"<${A}|${B}|$${A}|$5>\" }"));

        folder.Load().Stores.Single().Options.Find("x")!.Text.ShouldBe("<first|${A}|${A}|$5>");
    }

    [Fact]
    public void Load_Secrets_AreGathered()
    {
        folder.Set("DSN", "Server=db;Password=\"in;side\";Database=x").Set("FLAG", "true").WriteMain(Samples.OneStore(
            "\"options\": { \"dsn\": \"${DSN}\", \"other\": \"Host=h;Pwd=literal-pwd\", \"url\": \"https://me:pass%21word@shop.example\", \"flag\": \"${FLAG}\" }",
            "\"webhook\": { \"secret\": \"hook-secret\" }"));

        var secrets = folder.Load().Secrets.Values;

        secrets.ShouldBe(
            ["key-of-main", "hook-secret", "Server=db;Password=\"in;side\";Database=x", "in;side", "literal-pwd", "pass%21word", "pass!word"],
            ignoreOrder: true);
    }

    [Fact]
    public void Load_RootExample_LoadsWhenItsVariablesAreSet()
    {
        foreach (var name in new[] { "KEYCRM_API_KEY", "KEYCRM_WEBHOOK_SECRET", "OPENCART_DB_PASSWORD", "SITE_DB_PASSWORD" })
            folder.Set(name, "value-of-" + name);
        folder.WriteMain(RootExample.Text());

        var configuration = folder.Load();

        configuration.Stores.Select(store => store.Adapter).ShouldBe(["opencart", "sql"]);
        configuration.Stores[1].Drift.ShouldBe(new DriftRule { Policy = DriftPolicy.Report });
        configuration.Stores[0].Options.Find("connectionString")!.Text.ShouldEndWith("Password=value-of-OPENCART_DB_PASSWORD");
    }

    [Fact]
    public void Load_RootExample_NamesEveryVariableThatIsNotSet()
    {
        folder.WriteMain(RootExample.Text());

        folder.Problems().Select(problem => problem.Fault).ShouldBe(
            new[] { "KEYCRM_API_KEY", "KEYCRM_WEBHOOK_SECRET", "OPENCART_DB_PASSWORD", "SITE_DB_PASSWORD" }.Select(name => $"the environment variable {name} is not set"));
    }

    [Fact]
    public void Other_machines_may_reach_a_dashboard_that_has_a_password()
    {
        using var folder = new ConfigurationFolder().WriteMain("""{ "accounts": { "main": { "apiKey": "key" } }, "stores": {}, "state": "ledger", "listen": "http://*:5080" }""");
        folder.Problems().ShouldHaveSingleItem().Cure.ShouldContain("connector password");
        new Connector.Host.Web.SignIn.PasswordFile(folder.At("ledger")).Set("a long password");
        folder.Load().Listen.IsLoopback.ShouldBeFalse();
    }
}
