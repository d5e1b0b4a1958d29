using Connector.Abstractions;
using Connector.Adapters.Sql.Options;
using Connector.Adapters.Sql.Tests.Databases;

namespace Connector.Adapters.Sql.Tests;

public class CustomFormTests
{
    private const string Read =
        """
        SELECT s.id AS ref, g.article AS sku, s.qty AS quantity, g.status AS name
        FROM goods g INNER JOIN stock s ON s.good_id = g.id
        WHERE g.shop_id = @shop -- ours
        """;

    public static TheoryData<string> Providers => Shop.Providers;

    [Theory, MemberData(nameof(Providers))]
    public async Task Own_sql_reads_finds_and_writes(string provider)
    {
        await using Shop shop = await ShopAsync(provider);
        IStoreAdapter adapter = shop.Adapter(Custom("UPDATE stock SET qty = @quantity WHERE id = @ref AND qty <> @quantity"));

        List<Listing> listings = await adapter.ReadAllAsync();
        IReadOnlyList<Listing> found = await adapter.FindBySkuAsync(["B"], TestContext.Current.CancellationToken);
        IReadOnlyList<StockOutcome> outcomes = await adapter.SetAsync(
            ("71", "A", 9), ("72", "B", 6), ("79", "Z", 1), ("71#1", "A", 3), ("73", "C", 1.5m));

        listings.Select(l => (l.Ref.Value, l.Sku, l.Quantity, l.Name)).Order()
            .ShouldBe([("71", "A", 5m, "available"), ("72", "B", 6m, "available"), ("73", "C", 7m, "available")]);
        found.ShouldHaveSingleItem().Ref.Value.ShouldBe("72");
        outcomes.Statuses().ShouldBe([StockStatus.Applied, StockStatus.Unchanged, StockStatus.Gone, StockStatus.Gone, StockStatus.Rejected]);
        (await shop.DumpAsync("SELECT id, qty FROM stock ORDER BY id")).ShouldBe(["71|9", "72|6", "73|7"]);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task A_write_that_meets_several_rows_is_rolled_back(string provider)
    {
        await using Shop shop = await ShopAsync(provider);
        IStoreAdapter adapter = shop.Adapter(Custom("UPDATE stock SET qty = @quantity WHERE id >= @ref"));

        StoreException error = await Should.ThrowAsync<StoreException>(() => adapter.SetOneAsync("71", "A", 9));

        error.Failure.ShouldBe(StoreFailure.Misconfigured);
        (await shop.DumpAsync("SELECT qty FROM stock ORDER BY id")).ShouldBe(["5", "6", "7"]);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task A_write_that_does_nothing_is_no_success(string provider)
    {
        await using Shop shop = await ShopAsync(provider);
        IStoreAdapter adapter = shop.Adapter(Custom("UPDATE stock SET qty = @quantity WHERE id = @ref AND qty > 1000"));

        StockOutcome outcome = await adapter.SetOneAsync("71", "A", 9);

        (outcome.Status, outcome.Current, outcome.Error!.Code).ShouldBe((StockStatus.Rejected, 5m, "sql.altered"));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task After_batch_runs_once_with_the_batch_or_not_at_all(string provider)
    {
        await using Shop shop = await Shop.WithGoodsAsync(provider, (1, "A", 5), (2, "B", 6));
        await shop.ExecuteAsync("CREATE TABLE refreshed (shop int)");
        IStoreAdapter adapter = shop.Adapter(o =>
        {
            o.Custom = new SqlCustomOptions { AfterBatch = "INSERT INTO refreshed VALUES (@shop)" };
            o.Params["shop"] = 3;
        });

        await adapter.SetAsync(("item/1", "A", 1), ("item/2", "B", 2));
        await adapter.SetAsync(("item/1", "A", 1), ("item/2", "B", 2));
        (await shop.DumpAsync("SELECT shop FROM refreshed")).ShouldBe(["3"]);

        await shop.ExecuteAsync("DROP TABLE refreshed");
        StoreException error = await Should.ThrowAsync<StoreException>(() => adapter.SetOneAsync("item/1", "A", 7));
        error.Failure.ShouldBe(StoreFailure.Misconfigured);
        (await shop.DumpAsync("SELECT qty FROM goods ORDER BY id")).ShouldBe(["1", "2"]);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task A_read_without_the_needed_columns_is_explained(string provider)
    {
        await using Shop shop = await ShopAsync(provider);

        StoreException error = await shop.Adapter(o =>
        {
            Custom("UPDATE stock SET qty = @quantity WHERE id = @ref")(o);
            o.Custom!.Read = "SELECT id, article AS sku FROM goods";
        }).FailsAsync();

        error.Failure.ShouldBe(StoreFailure.Misconfigured);
        error.Message.ShouldContain("ref, quantity");
    }

    [Fact]
    public async Task A_text_reference_that_looks_like_a_number_meets_only_itself()
    {
        // MySQL compares '12#1' with the number 12 as equal: the reference must travel as text.
        await using Shop shop = await Shop.CreateAsync(
            "mysql",
            "CREATE TABLE goods (code varchar(20) PRIMARY KEY, qty int)",
            "INSERT INTO goods VALUES ('12', 1), ('12#1', 2)");
        IStoreAdapter adapter = shop.Adapter(o =>
        {
            Custom("UPDATE goods SET qty = @quantity WHERE code = @ref")(o);
            o.Custom!.Read = "SELECT code AS ref, code AS sku, qty AS quantity FROM goods";
        });

        (await adapter.SetOneAsync("12", "12", 9)).Status.ShouldBe(StockStatus.Applied);
        (await shop.DumpAsync("SELECT code, qty FROM goods ORDER BY code")).ShouldBe(["12|9", "12#1|2"]);
    }

    private static Action<SqlOptions> Custom(string write) => o =>
    {
        o.Table = o.Key = o.Sku = o.Quantity = null;
        o.Custom = new SqlCustomOptions { Read = Read, Write = write };
        o.Params["shop"] = 3;
    };

    private static async Task<Shop> ShopAsync(string provider)
    {
        Shop shop = await Shop.WithGoodsAsync(provider, (1, "A", 0), (2, "B", 0), (3, "C", 0));
        await shop.ExecuteAsync("CREATE TABLE stock (id int PRIMARY KEY, good_id int, qty int)");
        await shop.ExecuteAsync("INSERT INTO stock VALUES (71, 1, 5), (72, 2, 6), (73, 3, 7)");
        return shop;
    }
}
