using Connector.Abstractions;
using Connector.Adapters.Sql.Tests.Databases;

namespace Connector.Adapters.Sql.Tests;

public class ReadingTests
{
    private static readonly string[] AwkwardSkus =
    [
        "Ї-1 кухоль", "O'Brien \"x\"", "a&b+c#d/e,f;g", "007", "  padded  ", "%_wild\\", "😀", "-- not a comment", "@sku", new string('Я', 200),
    ];

    public static TheoryData<string> Providers => Shop.Providers;

    [Theory, MemberData(nameof(Providers))]
    public async Task Every_row_is_a_listing_with_its_sku_untouched(string provider)
    {
        await using Shop shop = await Shop.WithGoodsAsync(provider, [.. AwkwardSkus.Select((sku, i) => (i + 1, sku.Replace("\\", provider == "mysql" ? "\\\\" : "\\", StringComparison.Ordinal), (int?)i))]);

        List<Listing> listings = await shop.Adapter().ReadAllAsync();

        listings.Select(l => l.Sku).ShouldBe(AwkwardSkus);
        listings.Select(l => l.Quantity).ShouldBe(Enumerable.Range(0, AwkwardSkus.Length).Select(i => (decimal?)i));
        listings[0].Ref.Value.ShouldBe("item/1");
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Awkward_skus_are_found_and_written(string provider)
    {
        await using Shop shop = await Shop.WithGoodsAsync(provider, [.. AwkwardSkus.Select((sku, i) => (i + 1, sku.Replace("\\", provider == "mysql" ? "\\\\" : "\\", StringComparison.Ordinal), (int?)i))]);
        IStoreAdapter adapter = shop.Adapter();

        IReadOnlyList<Listing> found = await adapter.FindBySkuAsync(AwkwardSkus, TestContext.Current.CancellationToken);
        IReadOnlyList<StockOutcome> outcomes = await adapter.SetAsync([.. found.Select(l => (l.Ref.Value, l.Sku, 77m))]);

        found.Select(l => l.Sku).Order(StringComparer.Ordinal).ShouldBe(AwkwardSkus.Order(StringComparer.Ordinal));
        outcomes.ShouldAllBe(o => o.Status == StockStatus.Applied && o.Current == 77);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Find_brings_rows_whose_sku_has_spaces_around_it(string provider)
    {
        await using Shop shop = await Shop.WithGoodsAsync(provider, (1, " A-1 ", 5), (2, "A-2", 6));

        IReadOnlyList<Listing> found = await shop.Adapter().FindBySkuAsync(["A-1"], TestContext.Current.CancellationToken);

        found.ShouldHaveSingleItem().Ref.Value.ShouldBe("item/1");
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Pages_leave_nothing_out_and_bring_nothing_twice(string provider)
    {
        await using Shop shop = await Shop.CreateAsync(provider, Shop.Goods);
        await FillAsync(shop, 4100);

        List<Listing> listings = await shop.Adapter().ReadAllAsync();

        listings.Select(l => l.Ref.Value).ShouldBe(Enumerable.Range(1, 4100).Select(i => $"item/{i}"));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task One_sku_on_two_rows_is_two_listings(string provider)
    {
        await using Shop shop = await Shop.WithGoodsAsync(provider, (1, "A", 5), (2, "A", 6));
        IStoreAdapter adapter = shop.Adapter();

        (await adapter.ReadAllAsync()).Select(l => l.Sku).ShouldBe(["A", "A"]);
        (await adapter.FindBySkuAsync(["A"], TestContext.Current.CancellationToken)).Count.ShouldBe(2);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Null_is_no_number_and_not_zero(string provider)
    {
        await using Shop shop = await Shop.WithGoodsAsync(provider, (1, "A", null));

        (await shop.Adapter().ReadAllAsync()).ShouldHaveSingleItem().Quantity.ShouldBeNull();
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task A_word_in_the_quantity_is_never_a_zero_and_is_left_alone(string provider)
    {
        await using Shop shop = await Shop.CreateAsync(
            provider,
            "CREATE TABLE goods (id int PRIMARY KEY, article varchar(20), qty varchar(20))",
            "INSERT INTO goods VALUES (1, 'A', 'many'), (2, 'B', '12'), (3, 'C', '')");
        IStoreAdapter adapter = shop.Adapter();

        List<Listing> listings = await adapter.ReadAllAsync();
        IReadOnlyList<StockOutcome> outcomes = await adapter.SetAsync(("item/1", "A", 4), ("item/2", "B", 5), ("item/3", "C", 6));

        listings.Select(l => (l.Quantity, l.TracksStock)).ShouldBe([(null, false), (12m, true), (null, true)]);
        outcomes.Statuses().ShouldBe([StockStatus.NotTracked, StockStatus.Applied, StockStatus.Applied]);
        outcomes[0].Error!.Code.ShouldBe("sql.not_a_number");
        (await shop.DumpAsync()).ShouldBe(["1|A|many", "2|B|5", "3|C|6"]);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Where_chooses_the_rows_of_the_store(string provider)
    {
        await using Shop shop = await Shop.WithGoodsAsync(provider, (1, "A", 5), (2, "B", 6), (3, "C", 7));
        await shop.ExecuteAsync("UPDATE goods SET deleted = 1 WHERE id = 2");
        await shop.ExecuteAsync("UPDATE goods SET shop_id = 4 WHERE id = 3");
        IStoreAdapter adapter = shop.Adapter(o =>
        {
            o.Where = "deleted = 0 AND shop_id = @shop -- ours";
            o.Params["shop"] = "3";
        });

        (await adapter.ReadAllAsync()).ShouldHaveSingleItem().Sku.ShouldBe("A");
        (await adapter.FindBySkuAsync(["A", "B", "C"], TestContext.Current.CancellationToken)).ShouldHaveSingleItem().Sku.ShouldBe("A");
        (await adapter.SetAsync(("item/1", "A", 1), ("item/3", "C", 1))).Statuses().ShouldBe([StockStatus.Applied, StockStatus.Gone]);
        (await shop.DumpAsync("SELECT id, qty FROM goods ORDER BY id")).ShouldBe(["1|1", "2|6", "3|7"]);
        (await adapter.CheckHealthAsync(TestContext.Current.CancellationToken)).Details["rows"].ShouldBe("1");
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task A_key_that_is_not_unique_stops_the_reading_even_across_pages(string provider)
    {
        await using Shop shop = await Shop.CreateAsync(provider, Shop.Goods);
        await FillAsync(shop, 2001);
        // price is the key here: row 2000 ends the first page, row 2001 begins the next.
        await shop.ExecuteAsync("UPDATE goods SET in_stock = id");
        await shop.ExecuteAsync("UPDATE goods SET in_stock = 2000 WHERE id = 2001");

        StoreException error = await shop.Adapter(o => o.Key = "in_stock").FailsAsync();

        error.Failure.ShouldBe(StoreFailure.Misconfigured);
        error.Message.ShouldContain("2000");
        error.Message.ShouldContain("not unique");
    }

    internal static async Task FillAsync(Shop shop, int rows)
    {
        foreach (int[] chunk in Enumerable.Range(1, rows).Chunk(500))
            await shop.ExecuteAsync($"INSERT INTO goods (id, article, qty, in_stock) VALUES {string.Join(", ", chunk.Select(i => $"({i}, 'S-{i}', {i}, 1)"))}");
    }
}
