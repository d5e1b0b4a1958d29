using System.Data.Common;
using Connector.Abstractions;
using Connector.Adapters.Sql.Options;
using Connector.Adapters.Sql.Tests.Databases;

namespace Connector.Adapters.Sql.Tests;

public class PostgresTests
{
    [Fact]
    public async Task A_login_with_column_grants_only_is_enough_and_healthy()
    {
        await using Shop shop = await Shop.WithGoodsAsync("postgres", (1, "A", 5));
        string login = await shop.Database.CreateUserAsync("SELECT (id, article, qty), UPDATE (qty) ON goods");
        IStoreAdapter adapter = shop.Adapter(o => o.ConnectionString = login);

        StoreHealth health = await adapter.CheckHealthAsync(TestContext.Current.CancellationToken);

        health.IsHealthy.ShouldBeTrue(health.Summary);
        health.Details.ShouldNotContainKey("warnings");
        (await adapter.ReadAllAsync()).Count.ShouldBe(1);
        (await adapter.FindBySkuAsync(["A"], TestContext.Current.CancellationToken)).Count.ShouldBe(1);
        (await adapter.SetOneAsync("item/1", "A", 6)).Status.ShouldBe(StockStatus.Applied);
    }

    [Fact]
    public async Task Health_warns_of_rights_that_are_not_needed_and_names_those_that_are_missing()
    {
        await using Shop shop = await Shop.WithGoodsAsync("postgres", (1, "A", 5));
        string reader = await shop.Database.CreateUserAsync("SELECT ON goods");

        (await shop.Adapter().CheckHealthAsync(TestContext.Current.CancellationToken)).Summary.ShouldContain("DELETE, TRUNCATE");
        StoreHealth read = await shop.Adapter(o => o.ConnectionString = reader).CheckHealthAsync(TestContext.Current.CancellationToken);

        read.IsHealthy.ShouldBeFalse();
        read.Summary.ShouldContain("qty");
        (await Should.ThrowAsync<StoreException>(() => shop.Adapter(o => o.ConnectionString = reader).SetOneAsync("item/1", "A", 6)))
            .Failure.ShouldBe(StoreFailure.Unauthorized);
    }

    [Fact]
    public async Task A_schema_a_uuid_a_boolean_and_an_enumeration_are_understood()
    {
        await using Shop shop = await Shop.CreateAsync(
            "postgres",
            "CREATE SCHEMA shop",
            "CREATE TYPE shop.state AS ENUM ('on sale', 'sold out', 'hidden')",
            "CREATE TABLE shop.\"Goods\" (id uuid PRIMARY KEY, article text, qty numeric(8,3), live boolean, state shop.state, changed timestamptz)",
            "INSERT INTO shop.\"Goods\" VALUES ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 'A', 1.500, true, 'on sale', NULL), "
            + "('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a12', 'B', 2, true, 'hidden', NULL)");
        IStoreAdapter adapter = shop.Adapter(o =>
        {
            o.Table = "shop.Goods";
            o.Fractions = true;
            o.Set =
            [
                new SqlCompanionOptions { Column = "live", From = "quantity>0", True = "1", False = "0" },
                new SqlCompanionOptions { Column = "state", From = "quantity>0", True = "on sale", False = "sold out", OnlyIf = ["on sale", "sold out"] },
                new SqlCompanionOptions { Column = "changed", From = "now" },
            ];
        });

        (await adapter.ReadAllAsync()).Select(l => l.Quantity).ShouldBe([1.5m, 2m]);
        (await adapter.SetAsync(
            ("item/a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "A", 0), ("item/a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a12", "B", 0.125m),
            ("item/A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A12", "B", 0))).Statuses().ShouldBe([StockStatus.Applied, StockStatus.Applied, StockStatus.Gone]);
        (await shop.DumpAsync("SELECT article, qty, live, state::text, changed > now() - interval '1 hour' FROM shop.\"Goods\" ORDER BY article"))
            .ShouldBe(["A|0.000|False|sold out|True", "B|0.125|True|hidden|True"]);
        (await adapter.SetOneAsync("item/a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "A", 0.0625m)).Error!.Code.ShouldBe("sql.fraction");
        (await adapter.SetOneAsync("item/a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "A", 100_000)).Error!.Code.ShouldBe("sql.quantity_out_of_range");
    }

    [Fact]
    public async Task Not_a_number_is_no_number()
    {
        await using Shop shop = await Shop.CreateAsync(
            "postgres", "CREATE TABLE goods (id bigint PRIMARY KEY, article text, qty numeric)", "INSERT INTO goods VALUES (1, 'A', 'NaN')");

        Listing listing = (await shop.Adapter().ReadAllAsync()).ShouldHaveSingleItem();

        (listing.Quantity, listing.TracksStock).ShouldBe((null, false));
    }

    [Fact]
    public async Task A_name_in_another_case_is_another_name()
    {
        await using Shop shop = await Shop.WithGoodsAsync("postgres", (1, "A", 5));

        (await shop.Adapter(o => o.Table = "Goods").FailsAsync()).Message.ShouldContain("Did you mean \"goods\"?");
    }

    [Fact]
    public async Task A_trigger_that_alters_the_number_shows_and_one_that_refuses_fails_its_row()
    {
        await using Shop shop = await Shop.WithGoodsAsync("postgres", (1, "A", 5), (2, "B", 5), (3, "C", 5));
        await shop.ExecuteAsync(
            """
            CREATE FUNCTION cap() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF NEW.qty > 1000 THEN RAISE EXCEPTION 'too many of %', NEW.article; END IF;
                NEW.qty := LEAST(NEW.qty, 10);
                RETURN NEW;
            END $$;
            CREATE TRIGGER cap BEFORE UPDATE ON goods FOR EACH ROW EXECUTE FUNCTION cap()
            """);

        IReadOnlyList<StockOutcome> outcomes = await shop.Adapter().SetAsync(("item/1", "A", 50), ("item/2", "B", 7), ("item/3", "C", 2000));

        outcomes.Select(o => (o.Status, o.Current, o.Error?.Code)).ShouldBe(
            [(StockStatus.Rejected, 10m, "sql.altered"), (StockStatus.Applied, 7m, null), (StockStatus.Rejected, null, "sql.refused")]);
        outcomes[2].Error!.Message.ShouldContain("too many of C");
    }

    [Fact]
    public async Task Rows_locked_by_the_site_are_waited_for()
    {
        await using Shop shop = await Shop.WithGoodsAsync("postgres", (1, "A", 5), (2, "B", 5));
        await using DbConnection site = await shop.Database.OpenAsync();
        await using DbTransaction order = await site.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await ExecuteAsync(site, order, "UPDATE goods SET qty = 4 WHERE id = 2");

        var busy = new BusySignal();
        Task<IReadOnlyList<StockOutcome>> writing = shop.Adapter(o => o.LockTimeout = TimeSpan.FromSeconds(1), busy).SetAsync(("item/1", "A", 8), ("item/2", "B", 9));
        await busy.Seen;
        await order.CommitAsync(TestContext.Current.CancellationToken);

        (await writing).Statuses().ShouldBe([StockStatus.Applied, StockStatus.Applied]);
    }

    [Fact]
    public async Task Two_hundred_rows_are_one_update()
    {
        await using Shop shop = await Shop.CreateAsync("postgres", Shop.Goods);
        await ReadingTests.FillAsync(shop, 200);
        await shop.ExecuteAsync(
            """
            CREATE TABLE statements (n int);
            CREATE FUNCTION tally() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO statements VALUES (1); RETURN NULL; END $$;
            CREATE TRIGGER tally AFTER UPDATE ON goods FOR EACH STATEMENT EXECUTE FUNCTION tally()
            """);

        IReadOnlyList<StockOutcome> outcomes =
            await shop.Adapter().SetAsync([.. Enumerable.Range(1, 200).Select(i => ($"item/{i}", $"S-{i}", 10_000m + i))]);

        outcomes.ShouldAllBe(o => o.Status == StockStatus.Applied);
        (await shop.Database.ScalarAsync("SELECT COUNT(*) FROM statements")).ShouldBe(1L);
    }

    private static async Task ExecuteAsync(DbConnection connection, DbTransaction transaction, string sql)
    {
        await using DbCommand command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
