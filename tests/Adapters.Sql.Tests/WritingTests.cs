using System.Data.Common;
using System.Globalization;
using Connector.Abstractions;
using Connector.Adapters.Sql.Options;
using Connector.Adapters.Sql.Tests.Databases;

namespace Connector.Adapters.Sql.Tests;

public class WritingTests
{
    public static TheoryData<string> Providers => Shop.Providers;

    [Theory, MemberData(nameof(Providers))]
    public async Task Only_the_stock_column_of_the_named_rows_changes(string provider)
    {
        await using Shop shop = await Shop.WithGoodsAsync(provider, (1, "A", 5), (2, "B", 6), (3, "C", 7));
        IReadOnlyList<string> before = await shop.DumpAsync();

        IReadOnlyList<StockOutcome> outcomes = await shop.Adapter().SetAsync(("item/3", "C", 0), ("item/1", "A", 8));

        outcomes.Select(o => (o.Ref.Value, o.Status, o.Current)).ShouldBe([("item/3", StockStatus.Applied, 0m), ("item/1", StockStatus.Applied, 8m)]);
        (await shop.DumpAsync()).ShouldBe([before[0].Replace("A|5", "A|8", StringComparison.Ordinal), before[1], before[2].Replace("C|7", "C|0", StringComparison.Ordinal)]);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Set_twice_is_unchanged_the_second_time(string provider)
    {
        await using Shop shop = await Shop.WithGoodsAsync(provider, (1, "A", 5));
        IStoreAdapter adapter = shop.Adapter();

        (await adapter.SetOneAsync("item/1", "A", 9)).Status.ShouldBe(StockStatus.Applied);
        StockOutcome again = await adapter.SetOneAsync("item/1", "A", 9);

        (again.Status, again.Current).ShouldBe((StockStatus.Unchanged, 9m));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Null_becomes_a_number(string provider)
    {
        await using Shop shop = await Shop.WithGoodsAsync(provider, (1, "A", null));

        (await shop.Adapter().SetOneAsync("item/1", "A", 0)).Status.ShouldBe(StockStatus.Applied);
        (await shop.DumpAsync("SELECT qty FROM goods")).ShouldBe(["0"]);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task A_row_that_is_gone_or_carries_another_sku_is_gone_and_the_others_are_written(string provider)
    {
        await using Shop shop = await Shop.WithGoodsAsync(provider, (1, "A", 5), (2, "B", 6), (3, "C", 7));
        IStoreAdapter adapter = shop.Adapter();
        await adapter.ReadAllAsync();
        await shop.ExecuteAsync("DELETE FROM goods WHERE id = 1");
        await shop.ExecuteAsync("UPDATE goods SET article = 'X' WHERE id = 2");

        IReadOnlyList<StockOutcome> outcomes = await adapter.SetAsync(("item/1", "A", 1), ("item/2", "B", 1), ("item/3", "C", 1));

        outcomes.Statuses().ShouldBe([StockStatus.Gone, StockStatus.Gone, StockStatus.Applied]);
        outcomes.Take(2).Select(o => o.Error!.Code).ShouldBe(["sql.gone", "sql.other_sku"]);
        (await shop.DumpAsync("SELECT id, qty FROM goods ORDER BY id")).ShouldBe(["2|6", "3|1"]);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task A_reference_is_never_cast_to_a_key(string provider)
    {
        await using Shop shop = await Shop.WithGoodsAsync(provider, (12, "A", 5));
        IStoreAdapter adapter = shop.Adapter();

        string[] wrong = ["item/12#1", "item/ 12", "item/012", "item/+12", "item/12.0", "item/", "12", "variant/12", "item/1e1"];
        IReadOnlyList<StockOutcome> outcomes = await adapter.SetAsync([.. wrong.Select(r => (r, "A", 9m))]);

        outcomes.ShouldAllBe(o => o.Status == StockStatus.Gone && o.Error!.Code == "sql.no_such_key");
        (await shop.DumpAsync("SELECT qty FROM goods")).ShouldBe(["5"]);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task What_the_column_cannot_hold_is_rejected_alone(string provider)
    {
        await using Shop shop = await Shop.WithGoodsAsync(provider, (1, "A", 5), (2, "B", 6), (3, "C", 7));

        IReadOnlyList<StockOutcome> outcomes = await shop.Adapter(o => o.Fractions = true)
            .SetAsync(("item/1", "A", 1.5m), ("item/2", "B", 99_999_999_999_999_999_999m), ("item/3", "C", 2));

        outcomes.Statuses().ShouldBe([StockStatus.Rejected, StockStatus.Rejected, StockStatus.Applied]);
        outcomes.Take(2).Select(o => o.Error!.Code).ShouldBe(["sql.fraction", "sql.quantity_out_of_range"]);
        (await shop.DumpAsync("SELECT qty FROM goods ORDER BY id")).ShouldBe(["5", "6", "2"]);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Fractions_are_exact_where_the_column_holds_them(string provider)
    {
        await using Shop shop = await Shop.WithGoodsAsync(provider, (1, "A", 5));
        IStoreAdapter adapter = shop.Adapter(o => (o.Quantity, o.Fractions) = ("price", true));

        StockOutcome outcome = await adapter.SetOneAsync("item/1", "A", 0.1m);

        adapter.Capabilities.Features.HasFlag(StoreFeatures.FractionalQuantities).ShouldBeTrue();
        (outcome.Status, outcome.Current).ShouldBe((StockStatus.Applied, 0.1m));
        (await adapter.ReadAllAsync())[0].Quantity.ShouldBe(0.1m);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task A_key_that_is_not_unique_is_never_written_by(string provider)
    {
        await using Shop shop = await Shop.WithGoodsAsync(provider, (1, "A", 5), (2, "A", 6), (3, "C", 7));
        await shop.ExecuteAsync("UPDATE goods SET in_stock = 40");
        IReadOnlyList<string> before = await shop.DumpAsync();

        StoreException error = await Should.ThrowAsync<StoreException>(() => shop.Adapter(o => o.Key = "in_stock").SetOneAsync("item/40", "A", 1));

        error.Failure.ShouldBe(StoreFailure.Misconfigured);
        (await shop.DumpAsync()).ShouldBe(before);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Compare_leaves_a_row_that_the_site_has_changed(string provider)
    {
        await using Shop shop = await Shop.WithGoodsAsync(provider, (1, "A", 5), (2, "B", 5));
        IStoreAdapter adapter = shop.Adapter(o => o.Write = "compare");
        await shop.ExecuteAsync("UPDATE goods SET qty = 4 WHERE id = 1");

        StockOutcome sold = await adapter.SetOneAsync("item/1", "A", 9, expected: 5);
        StockOutcome same = await adapter.SetOneAsync("item/2", "B", 9, expected: 5);

        (sold.Status, sold.Current, sold.Error!.Code).ShouldBe((StockStatus.Failed, 4m, "sql.conflict"));
        same.Status.ShouldBe(StockStatus.Applied);
        (await shop.Adapter().SetOneAsync("item/1", "A", 9, expected: 5)).Status.ShouldBe(StockStatus.Applied);
    }

    [Theory]
    [InlineData("postgres", "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()")]
    [InlineData("mysql", "SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT' AND trx_query LIKE CONCAT('%', DATABASE(), '%')")]
    public async Task Compare_waits_for_an_order_that_is_under_way(string provider, string waiting)
    {
        await using Shop shop = await Shop.WithGoodsAsync(provider, (1, "A", 5));
        await using DbConnection site = await shop.Database.OpenAsync();
        await using DbTransaction order = await site.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using DbCommand sale = site.CreateCommand();
        (sale.CommandText, sale.Transaction) = ("UPDATE goods SET qty = qty - 1", order);
        await sale.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        // Long enough for no time-out: a second attempt would see the order's number without having waited for it.
        IStoreAdapter adapter = shop.Adapter(o => (o.Write, o.LockTimeout) = ("compare", TimeSpan.FromMinutes(1)));
        Task<StockOutcome> writing = Task.Run(() => adapter.SetOneAsync("item/1", "A", 9, expected: 5), TestContext.Current.CancellationToken);
        // InnoDB renews what it tells of its transactions only when nobody has asked for 100 ms.
        while (Convert.ToInt64(await shop.Database.ScalarAsync(waiting), CultureInfo.InvariantCulture) == 0)
            await Task.Delay(200, TestContext.Current.CancellationToken);
        await order.CommitAsync(TestContext.Current.CancellationToken);

        (await writing).Error!.Code.ShouldBe("sql.conflict");
        (await shop.DumpAsync("SELECT qty FROM goods")).ShouldBe(["4"]);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Companion_columns_follow_the_number_in_changed_rows_only(string provider)
    {
        await using Shop shop = await Shop.WithGoodsAsync(provider, (1, "A", 5), (2, "B", 0), (3, "C", 7), (4, "D", 1));
        await shop.ExecuteAsync("UPDATE goods SET status = 'absent', in_stock = 0 WHERE id = 2");
        await shop.ExecuteAsync("UPDATE goods SET status = 'preorder' WHERE id = 3");
        await shop.ExecuteAsync("UPDATE goods SET in_stock = 0 WHERE id = 4");
        IStoreAdapter adapter = shop.Adapter(o => o.Set =
        [
            new SqlCompanionOptions { Column = "in_stock", From = "quantity>0", True = "1", False = "0" },
            new SqlCompanionOptions { Column = "status", From = "quantity>0", True = "available", False = "absent", OnlyIf = ["available", "absent"] },
            new SqlCompanionOptions { Column = "shop_id", From = "now" },
        ]);

        (await adapter.SetAsync(("item/1", "A", 0), ("item/2", "B", 3), ("item/3", "C", 0), ("item/4", "D", 1))).Statuses()
            .ShouldBe([StockStatus.Applied, StockStatus.Applied, StockStatus.Applied, StockStatus.Unchanged]);

        (await shop.DumpAsync("SELECT id, qty, in_stock, status, price FROM goods ORDER BY id"))
            .ShouldBe(["1|0|0|absent|9.99", "2|3|1|available|9.99", "3|0|0|preorder|9.99", "4|1|0|available|9.99"]);
        (await shop.DumpAsync("SELECT id FROM goods WHERE shop_id > 1700000000 ORDER BY id")).ShouldBe(["1", "2", "3"]);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Variants_are_listings_of_their_own_and_never_touch_their_parent(string provider)
    {
        await using Shop shop = await Shop.WithGoodsAsync(provider, (1, "SHIRT", 5));
        await shop.ExecuteAsync("CREATE TABLE sizes (id int PRIMARY KEY, good_id int, article varchar(50), qty int)");
        await shop.ExecuteAsync("INSERT INTO sizes VALUES (1, 1, 'SHIRT-S', 2), (2, 1, 'SHIRT-M', 3)");
        IStoreAdapter adapter = shop.Adapter(o => o.Variants = new SqlVariantsOptions
        {
            Table = "sizes", Key = "id", Sku = "article", Quantity = "qty", Parent = "good_id",
        });

        List<Listing> listings = await adapter.ReadAllAsync();
        await adapter.SetAsync(("variant/1", "SHIRT-S", 8), ("item/1", "SHIRT", 6));

        listings.Select(l => (l.Ref.Value, l.Sku, l.Parent?.Value)).ShouldBe(
            [("item/1", "SHIRT", null), ("variant/1", "SHIRT-S", "item/1"), ("variant/2", "SHIRT-M", "item/1")]);
        adapter.Capabilities.Features.HasFlag(StoreFeatures.Variants).ShouldBeTrue();
        (await shop.DumpAsync("SELECT qty FROM goods")).ShouldBe(["6"]);
        (await shop.DumpAsync("SELECT qty FROM sizes ORDER BY id")).ShouldBe(["8", "3"]);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task One_row_that_a_check_refuses_fails_alone(string provider)
    {
        await using Shop shop = await Shop.CreateAsync(
            provider, "CREATE TABLE goods (id int PRIMARY KEY, article varchar(20), qty int, CONSTRAINT few CHECK (qty < 100))");
        await shop.ExecuteAsync($"INSERT INTO goods VALUES {string.Join(", ", Enumerable.Range(1, 50).Select(i => $"({i}, 'S-{i}', 1)"))}");

        IReadOnlyList<StockOutcome> outcomes = await shop.Adapter()
            .SetAsync([.. Enumerable.Range(1, 50).Select(i => ($"item/{i}", $"S-{i}", i == 37 ? 500m : 50m))]);

        outcomes.Where(o => o.Status != StockStatus.Applied).ShouldHaveSingleItem().Ref.Value.ShouldBe("item/37");
        (outcomes[36].Status, outcomes[36].Error!.Code).ShouldBe((StockStatus.Rejected, "sql.refused"));
        (await shop.DumpAsync("SELECT COUNT(*) FROM goods WHERE qty = 50")).ShouldBe(["49"]);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Names_that_need_quotes_are_quoted(string provider)
    {
        char open = provider switch { "mysql" => '`', "sqlserver" => '[', _ => '"' };
        char close = open == '[' ? ']' : open;
        string Q(string name) => open + name + close;
        await using Shop shop = await Shop.CreateAsync(
            provider, $"CREATE TABLE {Q("order it'ems")} ({Q("group")} int PRIMARY KEY, {Q("арт.")} varchar(20), {Q("Qty on hand; --")} int)");
        await shop.ExecuteAsync($"INSERT INTO {Q("order it'ems")} VALUES (1, 'A', 5)");
        IStoreAdapter adapter = shop.Adapter(o => (o.Table, o.Key, o.Sku, o.Quantity) = ("order it'ems", "group", "арт.", "Qty on hand; --"));

        (await adapter.ReadAllAsync()).ShouldHaveSingleItem().Quantity.ShouldBe(5);
        (await adapter.SetOneAsync("item/1", "A", 6)).Status.ShouldBe(StockStatus.Applied);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Text_keys_are_told_apart_exactly(string provider)
    {
        await using Shop shop = await Shop.CreateAsync(
            provider,
            "CREATE TABLE goods (id varchar(40) PRIMARY KEY, article varchar(20), qty int)",
            "INSERT INTO goods VALUES ('12', 'A', 1), ('12#1', 'B', 2), ('o''k', 'D', 4)");
        IStoreAdapter adapter = shop.Adapter();

        IReadOnlyList<StockOutcome> outcomes = await adapter.SetAsync(("item/12", "A", 10), ("item/12#1", "B", 20), ("item/o'k", "D", 40), ("item/O'K", "D", 50));

        outcomes.Statuses().ShouldBe([StockStatus.Applied, StockStatus.Applied, StockStatus.Applied, StockStatus.Gone]);
        (await shop.DumpAsync("SELECT qty FROM goods ORDER BY article")).ShouldBe(["10", "20", "40"]);
    }
}
