using System.Globalization;
using Connector.Abstractions;
using Connector.Emulators.PrestaShop;
using Connector.Emulators.Shops;

namespace Connector.Adapters.PrestaShop.Tests;

/// <summary>Getting in: keys, rights, web servers and other addresses.</summary>
public sealed class AccessTests
{
    [Theory]
    [MemberData(nameof(PrestaWorld.Versions), MemberType = typeof(PrestaWorld))]
    public async Task The_health_check_tells_version_and_rights_and_changes_nothing(PrestaShopVersion version)
    {
        await using var shop = await PrestaWorld.OpenAsync(version);
        shop.Catalogue.Seed(3);
        var health = await shop.Open().CheckHealthAsync(PrestaWorld.Token);
        (health.IsHealthy, health.Details["shop"]).ShouldBe((true, "RigShop"));
        health.Details["writes with"].ShouldBe(version == PrestaShopVersion.V1_7_8 ? "PUT" : "PATCH");
        shop.Emulator.Requests.Writes.ShouldBe(0);
        shop.Emulator.Quirks = new PrestaShopQuirks { Rights = PrestaShopRights.All.Without(PrestaShopMethods.Put | PrestaShopMethods.Patch) };
        (await shop.Open().CheckHealthAsync(PrestaWorld.Token)).Summary.ShouldContain("on stock_availables");
    }

    [Fact]
    public async Task A_key_that_may_put_and_not_patch_is_used_so()
    {
        await using var shop = await PrestaWorld.OpenAsync();
        shop.Catalogue.Seed(3);
        shop.Catalogue.EditStockRow(2, row => row with { Location = "A7" });
        shop.Emulator.Quirks = new PrestaShopQuirks { Rights = PrestaShopRights.All.Without(PrestaShopMethods.Patch) };
        var before = shop.Catalogue.DumpWithoutQuantities();
        (await shop.SetAsync(("S-00002", 5)))["S-00002"].Current.ShouldBe(5);
        shop.Catalogue.DumpWithoutQuantities().ShouldBe(before);
    }

    [Theory]
    [InlineData("no header")]
    [InlineData("no rewriting")]
    [InlineData("no header, no rewriting")]
    [InlineData("no PUT, no PATCH")]
    [InlineData("text before")]
    [InlineData("maintenance")]
    public async Task Hosts_that_stand_in_the_way_are_got_around(string obstacle)
    {
        await using var shop = await PrestaWorld.OpenAsync();
        shop.Catalogue.Seed(3, 2);
        shop.Emulator.Quirks = obstacle switch
        {
            "no header" => new PrestaShopQuirks { StripsAuthorization = true },
            "no rewriting" => new PrestaShopQuirks { WithoutUrlRewriting = true },
            "no header, no rewriting" => new PrestaShopQuirks { StripsAuthorization = true, WithoutUrlRewriting = true },
            "no PUT, no PATCH" => new PrestaShopQuirks { BlocksPutAndPatch = true },
            "text before" => new PrestaShopQuirks { TextBefore = "\uFEFF\n\n" },
            _ => new PrestaShopQuirks { Maintenance = true },
        };
        (await shop.SetAsync(("S-00002", 5), ("V-0001-1", 6))).Values.ShouldAllBe(outcome => outcome.Status == StockStatus.Applied && outcome.Error == null);
        (await shop.Open().CheckHealthAsync(PrestaWorld.Token)).IsHealthy.ShouldBeTrue();
    }

    [Theory]
    [InlineData("off", StoreFailure.Misconfigured, "switched off")]
    [InlineData("key off", StoreFailure.Unauthorized, "refuses the webservice key")]
    [InlineData("other host", StoreFailure.Misconfigured, "http://www.shop.example")]
    [InlineData("no right", StoreFailure.Misconfigured, "lacks a right")]
    [InlineData("https", StoreFailure.Misconfigured, "https://127.0.0.1")]
    [InlineData("key of another shop", StoreFailure.Unauthorized, "not for this shop")]
    [InlineData("sign-in of the web server", StoreFailure.Unauthorized, "web server or firewall")]
    [InlineData("not a shop", StoreFailure.Misconfigured, "no PrestaShop webservice")]
    public async Task What_a_person_must_put_right_is_told(string fault, StoreFailure kind, string said)
    {
        await using var shop = await PrestaWorld.OpenAsync();
        shop.Catalogue.Seed(3);
        shop.Emulator.Quirks = fault switch
        {
            "off" => new PrestaShopQuirks { WebserviceOff = true },
            "key off" => new PrestaShopQuirks { KeyIsOff = true },
            "other host" => new PrestaShopQuirks { Domain = "www.shop.example" },
            "https" => new PrestaShopQuirks { RedirectsToHttps = true },
            "key of another shop" => new PrestaShopQuirks { ShopsOfKey = new HashSet<int> { 7 } },
            "sign-in of the web server" or "not a shop" => new PrestaShopQuirks(),
            _ => new PrestaShopQuirks { Rights = PrestaShopRights.None.With("products", PrestaShopMethods.Get) },
        };
        if (fault == "sign-in of the web server")
            shop.Emulator.Faults.When(_ => true, ShopFault.RefusedWithHtml(401));
        if (fault == "not a shop")
            shop.Emulator.Faults.When(_ => true, ShopFault.RefusedWithHtml(404));
        var failure = await Should.ThrowAsync<StoreException>(() => shop.ReadAsync());
        failure.Failure.ShouldBe(kind);
        failure.Message.ShouldContain(said);
        failure.Message.ShouldNotContain(shop.Options.Key);
    }

    [Fact]
    public async Task Only_a_host_that_takes_the_header_away_gets_the_key_in_the_address()
    {
        await using var shop = await PrestaWorld.OpenAsync();
        shop.Catalogue.Seed(3);
        shop.Emulator.Faults.When(_ => true, ShopFault.RefusedWithHtml(401), times: 1);
        await Should.ThrowAsync<StoreException>(() => shop.ReadAsync());
        (await shop.ReadAsync()).Count.ShouldBe(3);
        shop.Emulator.Requests.Log.ShouldAllBe(request => !request.QueryString.Contains("ws_key", StringComparison.Ordinal));

        shop.Emulator.Quirks = new PrestaShopQuirks { StripsAuthorization = true };
        var adapter = shop.Open();
        var before = shop.Emulator.Requests.Total;
        await shop.ReadAsync(adapter);
        await shop.ReadAsync(adapter);
        shop.Emulator.Requests.Total.ShouldBe(before + 1 + 3 + 3, "tried once without, and remembered");
    }

    [Fact]
    public async Task Without_rewriting_the_other_way_is_remembered()
    {
        await using var shop = await PrestaWorld.OpenAsync();
        shop.Catalogue.Seed(3);
        shop.Emulator.Quirks = new PrestaShopQuirks { WithoutUrlRewriting = true };
        var adapter = shop.Open();
        await shop.ReadAsync(adapter);
        await shop.ReadAsync(adapter);
        shop.Emulator.Requests.Total.ShouldBe(1 + 3 + 3);
    }

    [Fact]
    public async Task A_right_that_is_taken_away_while_it_runs_stops_the_writing_and_changes_nothing()
    {
        await using var shop = await PrestaWorld.OpenAsync();
        shop.Catalogue.Seed(3);
        var adapter = shop.Open();
        var known = await shop.ReadAsync(adapter);
        var before = shop.Catalogue.StockRows;
        shop.Emulator.Quirks = new PrestaShopQuirks { Rights = PrestaShopRights.All.Without(PrestaShopMethods.Patch | PrestaShopMethods.Put) };
        (await Should.ThrowAsync<StoreException>(() => PrestaWorld.SetAsync(adapter, known, ("S-00001", 500)))).Failure.ShouldBe(StoreFailure.Misconfigured);
        shop.Emulator.Quirks = new PrestaShopQuirks();
        shop.Emulator.Faults.When(request => request.IsWrite, ShopFault.RefusedWithHtml(405));
        (await Should.ThrowAsync<StoreException>(() => PrestaWorld.SetAsync(adapter, known, ("S-00001", 500)))).Message.ShouldContain("refuses PUT, PATCH and POST");
        shop.Catalogue.StockRows.ShouldBe(before);
    }

    [Theory]
    [InlineData("{0}api/")]
    [InlineData("{0}api")]
    [InlineData("{0}")]
    public async Task The_address_may_end_as_people_type_it(string form)
    {
        await using var shop = await PrestaWorld.OpenAsync();
        shop.Catalogue.Seed(2);
        shop.Options.Url = string.Format(CultureInfo.InvariantCulture, form, shop.Emulator.Address);
        (await shop.ReadAsync()).Count.ShouldBe(2);
    }
}
