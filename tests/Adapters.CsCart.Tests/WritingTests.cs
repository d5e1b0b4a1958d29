using System.Globalization;
using Connector.Abstractions;
using Connector.Emulators.CsCart;
using Connector.Emulators.Shops;
using Microsoft.Extensions.Time.Testing;

namespace Connector.Adapters.CsCart.Tests;

public sealed class WritingTests
{
    [Theory]
    [MemberData(nameof(CsShop.Generations), MemberType = typeof(CsShop))]
    public async Task Numbers_of_products_and_variants_are_written_and_nothing_else(CsCartGeneration generation)
    {
        await using var shop = await CsShop.OpenAsync(generation, products: 3);
        var parent = shop.Catalogue.AddProduct("T", 5);
        if (generation == CsCartGeneration.V4_9Options)
            shop.Catalogue.AddCombination(parent, "T-1", 7);
        else
            shop.Catalogue.AddVariation(parent, "T-1", 7);
        var before = shop.Catalogue.DumpWithoutStock();
        var adapter = shop.Open();
        foreach (var listing in (await shop.ReadAsync(adapter)).Where(listing => listing.Sku is "P-00001" or "T-1"))
            (await CsShop.SetAsync(adapter, listing.Ref.Value, listing.Sku, 41)).ShouldBe(new StockOutcome { Ref = listing.Ref, Status = StockStatus.Applied, Current = 41 });
        shop.Catalogue.DumpWithoutStock().ShouldBe(before);
        shop.Catalogue.AmountOf(parent).ShouldBe(5, "a variant's number never reaches its parent");
        (await shop.ReadAsync()).Where(listing => listing.Quantity == 41).Select(listing => listing.Sku).Order().ShouldBe(["P-00001", "T-1"]);
        shop.Emulator.Requests.Log.Where(request => request.IsWrite).ShouldAllBe(request => request.Text == """{"amount":"41"}""");
    }

    [Fact]
    public async Task Zero_is_sent_like_any_number()
    {
        await using var shop = await CsShop.OpenAsync();
        var id = shop.Catalogue.AddProduct("A", 5);
        (await CsShop.SetAsync(shop.Open(), $"product/{id}", "A", 0)).Status.ShouldBe(StockStatus.Applied);
        shop.Catalogue.AmountOf(id).ShouldBe(0);
    }

    [Theory]
    [InlineData("1.5", "cscart.fraction")]
    [InlineData("-1", "cscart.negative")]
    [InlineData("8388608", "cscart.too_large")]
    public async Task What_the_shop_would_cut_is_rejected_and_not_sent(string quantity, string code)
    {
        await using var shop = await CsShop.OpenAsync(products: 1);
        var outcome = await CsShop.SetAsync(shop.Open(), "product/10", "P-00001", decimal.Parse(quantity, CultureInfo.InvariantCulture));
        (outcome.Status, outcome.Error!.Code).ShouldBe((StockStatus.Rejected, code));
        shop.Requests.ShouldBe(0);
    }

    [Fact]
    public async Task After_the_first_writes_the_shop_s_yes_is_left_for_the_host_to_read_back()
    {
        await using var shop = await CsShop.OpenAsync(products: 8);
        var adapter = shop.Open();
        var statuses = new List<StockStatus>();
        foreach (var listing in await shop.ReadAsync(adapter))
            statuses.Add((await CsShop.SetAsync(adapter, listing.Ref.Value, listing.Sku, 100)).Status);
        statuses.ShouldBe([.. Enumerable.Repeat(StockStatus.Applied, 5), .. Enumerable.Repeat(StockStatus.Accepted, 3)]);
        shop.Catalogue.Products.ShouldAllBe(product => product.Amount == 100);
    }

    [Fact]
    public async Task Stock_split_by_warehouse_is_rejected_with_its_reason()
    {
        await using var shop = await CsShop.OpenAsync();
        var id = shop.Catalogue.AddProduct("A", 5, product => product with { IsSplit = true });
        var outcome = await CsShop.SetAsync(shop.Open(), $"product/{id}", "A", 9);
        (outcome.Status, outcome.Error!.Code, outcome.Current).ShouldBe((StockStatus.Rejected, "cscart.warehouse_split", 5));
    }

    [Fact]
    public async Task A_row_that_did_not_keep_an_accepted_number_is_read_back_at_once_the_next_time()
    {
        await using var shop = await CsShop.OpenAsync(products: 6);
        var id = shop.Catalogue.AddProduct("Z", 5, product => product with { IsSplit = true });
        var adapter = shop.Open();
        foreach (var listing in await shop.ReadAsync(adapter))
            (await CsShop.SetAsync(adapter, listing.Ref.Value, listing.Sku, 60)).Status.ShouldBeOneOf(StockStatus.Applied, StockStatus.Accepted);
        (await adapter.FindBySkuAsync(["Z"], CsShop.Token)).Single().Quantity.ShouldBe(5, "what the host's own reading back sees");
        (await CsShop.SetAsync(adapter, $"product/{id}", "Z", 60)).Error!.Code.ShouldBe("cscart.warehouse_split");
        shop.Catalogue.Edit(id, product => product with { IsSplit = false });
        (await CsShop.SetAsync(adapter, $"product/{id}", "Z", 60)).Status.ShouldBe(StockStatus.Applied);
        (await CsShop.SetAsync(adapter, $"product/{id}", "Z", 61)).Status.ShouldBe(StockStatus.Accepted, "it keeps its numbers again");
    }

    [Fact]
    public async Task A_number_that_something_else_changes_is_failed_and_not_split()
    {
        await using var shop = await CsShop.OpenAsync(products: 1);
        var adapter = shop.Open();
        await shop.ReadAsync(adapter);
        shop.Emulator.Faults.When(
            request => { if (request.Method == "GET") shop.Catalogue.Edit(10, product => product with { Amount = 77 }); return false; }, ShopFault.Status(500));
        var outcome = await CsShop.SetAsync(adapter, "product/10", "P-00001", 60);
        (outcome.Status, outcome.Error!.Code, outcome.Current).ShouldBe((StockStatus.Failed, "cscart.ignored", 77));
    }

    [Theory]
    [InlineData("product/999")]
    [InlineData("variation/999")]
    [InlineData("row:1")]
    [InlineData("product/../vendors")]
    public async Task What_is_not_there_is_gone(string reference)
    {
        await using var shop = await CsShop.OpenAsync(products: 1);
        (await CsShop.SetAsync(shop.Open(), reference, "A", 1)).Status.ShouldBe(StockStatus.Gone);
        shop.Emulator.Requests.Writes.ShouldBe(0);
    }

    [Fact]
    public async Task A_product_deleted_since_it_was_read_is_gone()
    {
        await using var shop = await CsShop.OpenAsync(products: 2);
        var adapter = shop.Open();
        await shop.ReadAsync(adapter);
        shop.Catalogue.Delete(10);
        (await CsShop.SetAsync(adapter, "product/10", "P-00001", 1)).Status.ShouldBe(StockStatus.Gone);
    }

    [Fact]
    public async Task A_row_that_was_not_read_lately_is_looked_at_before_it_is_written()
    {
        var time = new FakeTimeProvider();
        await using var shop = await CsShop.OpenAsync(time: time, products: 2);
        var adapter = shop.Open();
        await shop.ReadAsync(adapter);
        shop.Catalogue.Edit(10, product => product with { Code = "OTHER", Amount = 5 });
        time.Advance(TimeSpan.FromMinutes(15));
        (await CsShop.SetAsync(adapter, "product/10", "P-00001", 9)).Status.ShouldBe(StockStatus.Gone);
        shop.Catalogue.AmountOf(10).ShouldBe(5, "another product's number was not touched");
        shop.Catalogue.Edit(11, product => product with { Amount = 9 });
        (await CsShop.SetAsync(shop.Open(), "product/11", "P-00002", 9)).Status.ShouldBe(StockStatus.Unchanged);
        shop.Emulator.Requests.Writes.ShouldBe(0);
    }

    [Theory]
    [InlineData("D")]
    [InlineData("O")]
    public async Task What_the_shop_does_not_count_is_not_written(string tracking)
    {
        await using var shop = await CsShop.OpenAsync(CsCartGeneration.V4_9Options);
        var id = shop.Catalogue.AddProduct("A", 5, product => product with { Tracking = tracking });
        (await CsShop.SetAsync(shop.Open(), $"product/{id}", "A", 1)).Status.ShouldBe(StockStatus.NotTracked);
        shop.Emulator.Requests.Writes.ShouldBe(0);
    }

    [Theory]
    [InlineData(400, StockStatus.Rejected, "cscart.bad_request")]
    [InlineData(409, StockStatus.Failed, "cscart.conflict")]
    [InlineData(404, StockStatus.Gone, "cscart.gone")]
    public async Task Refusals_of_one_product_are_its_own(int status, StockStatus expected, string code)
    {
        await using var shop = await CsShop.OpenAsync(products: 1);
        shop.Emulator.Faults.OnWrite(ShopFault.Refused(status, """{"message":"Bad <b>Request<\/b>: no such thing","status":400}"""));
        var outcome = await CsShop.SetAsync(shop.Open(), "product/10", "P-00001", 60);
        (outcome.Status, outcome.Error!.Code).ShouldBe((expected, code));
        if (expected != StockStatus.Gone)
            outcome.Error.Message.ShouldContain("Bad Request : no such thing");
    }
}
