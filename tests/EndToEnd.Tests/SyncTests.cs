using System.Text.Json.Nodes;
using Connector.Emulators.Faults;
using Connector.Emulators.KeyCrm;

namespace Connector.EndToEnd.Tests;

public sealed class SyncTests
{
    [Fact]
    public async Task Sync_puts_every_number_right_and_a_second_one_writes_nothing()
    {
        await using var world = await SiteWorld.CreateAsync(120);
        for (var i = 1; i <= 60; i++)
            world.KeyCrm.Catalogue.SetStock(i, i + 10, 2);
        var first = await world.RunAsync("sync", "--json");
        first.ExitCode.ShouldBe(0, first.Everything);
        (await world.NumbersAsync()).ShouldBe(world.Truth());
        world.KeyCrm.Requests.Total.ShouldBe(3);

        var store = first.Json["stores"]!["site"]!;
        foreach (var (name, value) in (IEnumerable<(string, int)>)[("listings", 120), ("matched", 120), ("onlyInStore", 0), ("onlyInCrm", 0), ("ambiguous", 0), ("changes", 60), ("applied", 60), ("accepted", 0), ("unchanged", 0), ("failed", 0), ("notTracked", 0)])
            store[name]!.GetValue<int>().ShouldBe(value, name);
        store["held"]!.GetValue<bool>().ShouldBeFalse();
        (store["requests"], store["milliseconds"]).ShouldNotBe((null, null));
        var account = first.Json["accounts"]!["main"]!;
        (account["offers"]!.GetValue<int>(), account["requests"]!.GetValue<int>(), account["complete"]!.GetValue<bool>()).ShouldBe((120, 3, true));
        first.Json["ok"]!.GetValue<bool>().ShouldBeTrue();

        var audited = (await world.AuditAsync()).Count;
        var second = await world.RunAsync("sync");
        second.ExitCode.ShouldBe(0);
        second.Output.ShouldContain("every number is right already; nothing was written");
        (await world.AuditAsync()).Count.ShouldBe(audited);
    }

    // Law 8.
    [Fact]
    public async Task Plan_writes_nothing_and_announces_what_sync_writes()
    {
        await using var world = await SiteWorld.CreateAsync(10);
        for (var i = 1; i <= 10; i++)
            world.KeyCrm.Catalogue.SetStock(i, i * 3);
        var plan = await world.RunAsync("plan", "--json");
        plan.ExitCode.ShouldBe(0);
        (await world.AuditAsync()).ShouldBeEmpty();
        var sync = await world.RunAsync("sync", "--json", "--items");
        Items(sync).ShouldBe(Items(plan));
        (await world.AuditAsync()).Count.ShouldBe(10);
        sync.Json["stores"]!["site"]!["items"]![2]!["reason"]!.GetValue<string>().ShouldBe("9 − 0 reserved = 9");
    }

    [Fact]
    public async Task A_mass_zero_is_held_until_a_person_says_so()
    {
        await using var world = await SiteWorld.CreateAsync(60, quantity: 5);
        (await world.RunAsync("sync")).ExitCode.ShouldBe(0);
        for (var i = 1; i <= 60; i++)
            world.KeyCrm.Catalogue.SetStock(i, 0);
        (await world.RunAsync("plan", "--json")).Json["stores"]!["site"]!["held"]!.GetValue<bool>().ShouldBeTrue();
        var held = await world.RunAsync("sync", "--json");
        held.ExitCode.ShouldBe(3);
        held.Json["stores"]!["site"]!["items"]![0]!["outcome"]!.GetValue<string>().ShouldBe("held");
        (await world.NumbersAsync()).Values.ShouldAllBe(quantity => quantity == 5);
        (await world.RunAsync("status", "--json")).Json["stores"]!["site"]!["state"]!.GetValue<string>().ShouldBe("held");

        (await world.RunAsync("reject", "site")).ExitCode.ShouldBe(0);
        (await world.RunAsync("approve", "site")).ExitCode.ShouldBe(2, "nothing is held any more");
        (await world.RunAsync("sync")).ExitCode.ShouldBe(3);
        var approved = await world.RunAsync("approve", "site", "--json");
        approved.ExitCode.ShouldBe(0, approved.Everything);
        (await world.NumbersAsync()).Values.ShouldAllBe(quantity => quantity == 0);
        (await world.RunAsync("status", "--json")).Json["stores"]!["site"]!["state"]!.GetValue<string>().ShouldBe("right");
    }

    [Fact]
    public async Task Yes_lets_a_dangerous_plan_pass()
    {
        await using var world = await SiteWorld.CreateAsync(60, quantity: 5);
        for (var i = 1; i <= 60; i++)
            world.KeyCrm.Catalogue.SetStock(i, 0);
        (await world.RunAsync("sync", "--yes")).ExitCode.ShouldBe(0);
        (await world.NumbersAsync()).Values.ShouldAllBe(quantity => quantity == 0);
    }

    public static TheoryData<string, int> Faults => new()
    {
        { "status 500", 1 }, { "HTML", 2 }, { "cut", 3 }, { "empty", 1 }, { "401", 1 }, { "total", 2 },
    };

    // Law 1.
    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_page_that_stays_bad_writes_nothing_and_is_named(string fault, int page)
    {
        await using var world = await SiteWorld.CreateAsync(120);
        for (var i = 1; i <= 120; i++)
            world.KeyCrm.Catalogue.SetStock(i, 50);
        world.KeyCrm.Faults.OnPage(page, fault switch
        {
            "HTML" => HttpFault.Html(200),
            "cut" => HttpFault.CutBody(),
            "empty" => KeyCrmFault.EmptyPage(),
            "total" => KeyCrmFault.TotalChanged(3),
            "401" => HttpFault.Status(401),
            _ => HttpFault.Status(500),
        }, times: int.MaxValue);
        var result = await world.RunAsync("sync", "--json");
        result.ExitCode.ShouldBe(4);
        var said = result.Json["accounts"]!["main"]!["error"]!.GetValue<string>();
        said.ShouldMatch($"(?i)page {page}\\b");
        result.Json["accounts"]!["main"]!["complete"]!.GetValue<bool>().ShouldBeFalse();
        result.Json["stores"]!["site"]!["error"]!.GetValue<string>().ShouldContain("Nothing is written");
        (await world.AuditAsync()).ShouldBeEmpty();
    }

    // Law 6.
    [Fact]
    public async Task A_dead_store_changes_nothing_for_another()
    {
        await using var world = await SiteWorld.CreateAsync(20);
        var dead = SiteWorld.SiteStore("shop.db");
        dead["options"]!["provider"] = "mysql";
        dead["options"]!["connectionString"] = "Server=127.0.0.1;Port=1;Database=x;User ID=u;Password=hidden-word-17;Connection Timeout=2";
        world.Configuration["stores"]!["dead"] = dead;
        for (var i = 1; i <= 20; i++)
            world.KeyCrm.Catalogue.SetStock(i, 9);
        var result = await world.RunAsync("sync", "--json");
        result.ExitCode.ShouldBe(4);
        result.Json["stores"]!["dead"]!["error"].ShouldNotBeNull();
        result.Json["stores"]!["site"]!["applied"]!.GetValue<int>().ShouldBe(20);
        (await world.NumbersAsync()).ShouldBe(world.Truth());
        result.Everything.ShouldNotContain("hidden-word-17");
        world.KeyCrm.Requests.Total.ShouldBe(1, "one account is read once for all its stores");
    }

    [Fact]
    public async Task Every_mistake_of_a_configuration_is_told_at_once()
    {
        await using var world = await SiteWorld.CreateAsync(1);
        world.Configuration["accounts"]!["main"]!["requestPerMinute"] = 5;
        world.Configuration["stores"]!["site"]!["options"]!["tabel"] = "goods";
        world.Configuration["stores"]!["site"]!["stock"] = new JsonObject { ["fraction"] = "flor" };
        var result = await world.RunAsync("sync", "--json");
        result.ExitCode.ShouldBe(2);
        var said = result.Json["error"]!.GetValue<string>();
        foreach (var cure in (string[])["requestsPerMinute", "floor"])
            said.ShouldContain(cure);
        result.Error.ShouldContain("adapters.json:1");
        (await world.RunAsync("sync", "nowhere")).ExitCode.ShouldBe(2);
        (await ConnectorProgram.RunAsync(null, "snyc")).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task Two_passes_at_once_come_out_right()
    {
        await using var world = await SiteWorld.CreateAsync(100);
        for (var i = 1; i <= 100; i++)
            world.KeyCrm.Catalogue.SetStock(i, i + 1);
        var both = await Task.WhenAll(world.RunAsync("sync"), world.RunAsync("sync"));
        both.ShouldAllBe(result => result.ExitCode == 0);
        (await world.NumbersAsync()).ShouldBe(world.Truth());
        (await world.AuditAsync()).Count.ShouldBe(100);
    }

    [Fact]
    public async Task History_and_reports_tell_why()
    {
        await using var world = await SiteWorld.CreateAsync(3);
        world.KeyCrm.Catalogue.SetStock(1, 7, 2);
        world.KeyCrm.Catalogue.AddOffer(50, "=1+1", 4);
        await world.Site.ExecuteAsync("INSERT INTO goods VALUES (90, 'Ї-0003', 'twice', 1)");
        (await world.RunAsync("sync")).ExitCode.ShouldBe(0);
        var history = (await world.RunAsync("history", SiteWorld.Sku(1), "--json")).Json["stores"]!["site"]!;
        history["journal"]![0]!["reason"]!.GetValue<string>().ShouldBe("7 − 2 reserved = 5");
        history["listings"]![0]!["quantity"]!.GetValue<decimal>().ShouldBe(5);
        (await world.RunAsync("report", "unmatched", "--csv")).Output.ShouldContain("'=1+1", Case.Sensitive, "spreadsheets run formulas");
        (await world.RunAsync("report", "duplicates", "site", "--json")).Json["rows"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_plug_in_that_is_dropped_into_a_folder_is_found_and_works()
    {
        await using var world = await SiteWorld.CreateAsync(5);
        var plugin = Directory.CreateDirectory(Path.Combine(world.Folder, "plugins", "csv-shop"));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "samples", "csv-shop")))
            File.Copy(file, Path.Combine(plugin.FullName, Path.GetFileName(file)));
        await File.WriteAllTextAsync(Path.Combine(world.Folder, "goods.csv"), "sku,name,quantity\r\nЇ-0002,Кухоль,1\r\n", TestContext.Current.CancellationToken);
        world.Configuration["plugins"] = new JsonArray("plugins");
        world.Configuration["stores"]!["csv"] = new JsonObject { ["adapter"] = "csv-shop", ["options"] = new JsonObject { ["path"] = "goods.csv" } };
        world.KeyCrm.Catalogue.SetStock(2, 44);
        (await world.RunAsync("adapters", "--json")).Json["adapters"]!.AsArray().Select(adapter => adapter!["name"]!.GetValue<string>()).ShouldContain("csv-shop");
        (await world.RunAsync("check")).ExitCode.ShouldBe(0);
        (await world.RunAsync("sync")).ExitCode.ShouldBe(0);
        (await File.ReadAllTextAsync(Path.Combine(world.Folder, "goods.csv"), TestContext.Current.CancellationToken)).ShouldBe("sku,name,quantity\r\nЇ-0002,Кухоль,44\r\n");
    }

    [Fact]
    public async Task The_conventional_plug_in_folder_may_be_missing_and_a_mistyped_one_may_not()
    {
        await using var world = await SiteWorld.CreateAsync(1);
        world.Configuration["plugins"] = new JsonArray("plugins");
        (await world.RunAsync("check")).ExitCode.ShouldBe(0);
        world.Configuration["plugins"] = new JsonArray("plugnis");
        var check = await world.RunAsync("check");
        (check.ExitCode, check.Output.Contains("plugnis", StringComparison.Ordinal)).ShouldBe((4, true));
        (await world.RunAsync("sync")).ExitCode.ShouldBe(0, "a plug-in that is not there stops no store");
    }

    [Fact]
    public async Task The_demo_ends_well_and_says_one_document_with_json()
    {
        var result = await ConnectorProgram.RunAsync(null, "demo", "--offers", "200", "--json");
        result.ExitCode.ShouldBe(0, result.Everything);
        result.Json["ok"]!.GetValue<bool>().ShouldBeTrue();
    }

    private static List<string> Items(ProgramResult result) =>
    [
        .. result.Json["stores"]!["site"]!["items"]!.AsArray().Select(item => $"{item!["sku"]} {item["ref"]} {item["before"]} {item["after"]} {item["reason"]}"),
    ];
}
