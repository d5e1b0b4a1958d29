using System.ComponentModel.DataAnnotations;
using Connector.Abstractions;
using Connector.Emulators.WooCommerce;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using WooCommerceOptions = Connector.Adapters.WooCommerce.Options.WooCommerceOptions;

namespace Connector.Adapters.WooCommerce.Tests;

/// <summary>Whatever happens in the shop between reading and writing, nothing but stock is changed.</summary>
public sealed class SafetyTests
{
    // Versions up to 9.5.1 move what a batch names under a wrong parent; 5.9 and 7.0 even simple products.
    [Theory]
    [MemberData(nameof(WooShop.Versions), MemberType = typeof(WooShop))]
    public async Task No_write_ever_moves_renames_or_begins_to_count_anything(WooCommerceVersion version) =>
        await Gen.Select(Gen.Int[0, 5], Gen.Int[0, 9], Gen.Bool).Array[1, 8].SampleAsync(steps => RunAsync(version, steps), iter: 10, threads: 1);

    [Theory]
    [InlineData("https://shop.example", true)]
    [InlineData("http://shop.example/folder/", true)]
    [InlineData("https://user:password@shop.example", false)]
    [InlineData("shop.example", false)]
    [InlineData("https://shop.example/?x=1", false)]
    public void An_address_that_holds_a_password_is_no_address(string url, bool isValid)
    {
        var options = new WooCommerceOptions { Url = url, ConsumerKey = "ck", ConsumerSecret = "cs" };
        Validator.TryValidateObject(options, new ValidationContext(options), null, validateAllProperties: true).ShouldBe(isValid);
    }

    // The references are those of the first reading; the host keeps them for weeks.
    private static async Task RunAsync(WooCommerceVersion version, (int Event, int Which, bool IsNewProcess)[] steps)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));
        await using var shop = await WooShop.OpenAsync(version, time);
        shop.Catalogue.Seed(4, 3, 3);
        var keeper = shop.Catalogue.AddVariable("KEEPER", ownStock: 7);
        shop.Catalogue.AddVariation(keeper, "KEEPER-1", null, product => product with { ManageStock = "parent" });
        var adapter = shop.Open();
        var listings = (await shop.ReadAsync(adapter)).Values.ToList();
        var number = 100;
        foreach (var (what, which, isNewProcess) in steps)
        {
            time.Advance(TimeSpan.FromMinutes(11));
            Happen(shop.Catalogue, what, which);
            if (isNewProcess)
                adapter = shop.Open();
            var before = shop.Catalogue.DumpWithoutStock();

            var outcomes = await adapter.SetStockAsync([.. listings.Select(listing => WooShop.Change(listing.Ref.Value, listing.Sku, ++number))], WooShop.Token);

            shop.Catalogue.DumpWithoutStock().ShouldBe(before);
            outcomes.Select(outcome => outcome.Ref).ShouldBe(listings.Select(listing => listing.Ref));
            foreach (var outcome in outcomes.Where(outcome => outcome.Status == StockStatus.Applied))
                shop.Catalogue.Product(long.Parse(outcome.Ref.Value.Split('/')[1], System.Globalization.CultureInfo.InvariantCulture)).StockQuantity.ShouldBe(outcome.Current);
        }
    }

    private static void Happen(WooCommerceCatalogue shop, int what, int which)
    {
        var products = shop.Products;
        var variations = products.Where(product => product.Type == "variation").ToList();
        var parents = products.Where(product => product.Type == "variable").ToList();
        if (variations.Count == 0 || parents.Count == 0)
            return;
        var variation = variations[which % variations.Count].Id;
        switch (what)
        {
            case 0:
                shop.Edit(variation, product => product with { ParentId = parents[which % parents.Count].Id });
                break;
            case 1:
                shop.Delete(variation);
                break;
            case 2:
                shop.Edit(variation, product => product with { ManageStock = which % 2 == 0 ? "parent" : "false" });
                break;
            case 3:
                shop.Edit(products[which % products.Count].Id, product => product with { Sku = $"renamed-{which}" });
                break;
            case 4:
                shop.Edit(variation, product => product with { Type = "simple", ParentId = 0 });
                break;
            default:
                shop.Trash(products[which % products.Count].Id);
                break;
        }
    }
}
