using Connector.Abstractions;
using Connector.Emulators.PrestaShop;

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
    [InlineData("no right", StoreFailure.Unauthorized, "lacks a right")]
    public async Task What_a_person_must_put_right_is_told(string fault, StoreFailure kind, string said)
    {
        await using var shop = await PrestaWorld.OpenAsync();
        shop.Catalogue.Seed(3);
        shop.Emulator.Quirks = fault switch
        {
            "off" => new PrestaShopQuirks { WebserviceOff = true },
            "key off" => new PrestaShopQuirks { KeyIsOff = true },
            "other host" => new PrestaShopQuirks { Domain = "www.shop.example" },
            _ => new PrestaShopQuirks { Rights = PrestaShopRights.None.With("products", PrestaShopMethods.Get) },
        };
        var failure = await Should.ThrowAsync<StoreException>(() => shop.ReadAsync());
        failure.Failure.ShouldBe(kind);
        failure.Message.ShouldContain(said);
        failure.Message.ShouldNotContain(shop.Options.Key);
    }
}
