using System.Data.Common;
using Connector.Abstractions;
using Connector.Adapters.Sql.Dialects;
using Connector.Adapters.Sql.Options;
using Connector.Adapters.Sql.Tests.Databases;
using MySqlConnector;

namespace Connector.Adapters.Sql.Tests;

public class MariaDbTests
{
    [Fact]
    public async Task A_login_with_column_grants_only_is_enough_and_healthy()
    {
        await using Shop shop = await Shop.WithGoodsAsync("mysql", (1, "A", 5));
        string login = await shop.Database.CreateUserAsync("SELECT (id, article, qty), UPDATE (qty) ON goods");
        IStoreAdapter adapter = shop.Adapter(o => o.ConnectionString = login);

        StoreHealth health = await adapter.CheckHealthAsync(TestContext.Current.CancellationToken);

        health.IsHealthy.ShouldBeTrue(health.Summary);
        health.Details.ShouldNotContainKey("warnings");
        health.Summary.ShouldContain("1 rows");
        (await adapter.ReadAllAsync()).Count.ShouldBe(1);
        (await adapter.FindBySkuAsync(["A"], TestContext.Current.CancellationToken)).Count.ShouldBe(1);
        (await adapter.SetOneAsync("item/1", "A", 6)).Status.ShouldBe(StockStatus.Applied);
    }

    [Fact]
    public async Task Health_warns_of_rights_that_are_not_needed_and_names_those_that_are_missing()
    {
        await using Shop shop = await Shop.WithGoodsAsync("mysql", (1, "A", 5));
        string reader = await shop.Database.CreateUserAsync("SELECT ON goods");

        StoreHealth root = await shop.Adapter().CheckHealthAsync(TestContext.Current.CancellationToken);
        StoreHealth read = await shop.Adapter(o => o.ConnectionString = reader).CheckHealthAsync(TestContext.Current.CancellationToken);

        root.IsHealthy.ShouldBeTrue();
        root.Summary.ShouldContain("DELETE");
        read.IsHealthy.ShouldBeFalse();
        read.Summary.ShouldContain("qty");
        (await Should.ThrowAsync<StoreException>(() => shop.Adapter(o => o.ConnectionString = reader).SetOneAsync("item/1", "A", 6)))
            .Failure.ShouldBe(StoreFailure.Unauthorized);
    }

    [Fact]
    public async Task A_wrong_password_is_unauthorized_and_not_told()
    {
        await using Shop shop = await Shop.WithGoodsAsync("mysql", (1, "A", 5));
        string login = await shop.Database.CreateUserAsync("SELECT ON goods");
        string wrong = new MySqlConnectionStringBuilder(login) { Password = "c4n4ry" }.ConnectionString;

        StoreException error = await shop.Adapter(o => o.ConnectionString = wrong).FailsAsync();

        error.Failure.ShouldBe(StoreFailure.Unauthorized);
        error.ToString().ShouldNotContain("c4n4ry");
    }

    [Fact]
    public async Task A_missing_database_is_misconfigured()
    {
        await using Shop shop = await Shop.WithGoodsAsync("mysql", (1, "A", 5));
        string wrong = new MySqlConnectionStringBuilder(shop.Database.ConnectionString) { Database = "no_such" }.ConnectionString;

        (await shop.Adapter(o => o.ConnectionString = wrong).FailsAsync()).Failure.ShouldBe(StoreFailure.Misconfigured);
    }

    [Fact]
    public async Task Rows_met_are_counted_even_if_the_owner_asks_for_rows_changed()
    {
        await using Shop shop = await Shop.WithGoodsAsync("mysql", (1, "A", 5), (2, "B", 5));
        IStoreAdapter adapter = shop.Adapter(o => o.ConnectionString += ";UseAffectedRows=true;TreatTinyAsBoolean=true");
        await shop.ExecuteAsync("ALTER TABLE goods MODIFY qty tinyint(1) unsigned");

        using DbConnection connection = new MySqlDialect(new SqlOptions { ConnectionString = "Server=x;UseAffectedRows=true" }).Connection();
        new MySqlConnectionStringBuilder(connection.ConnectionString).UseAffectedRows.ShouldBeFalse();
        (await adapter.SetAsync(("item/1", "A", 7), ("item/2", "B", 200))).Statuses().ShouldBe([StockStatus.Applied, StockStatus.Applied]);
        (await adapter.ReadAllAsync()).Select(l => l.Quantity).ShouldBe([7m, 200m]);
        (await adapter.SetOneAsync("item/1", "A", 256)).Error!.Code.ShouldBe("sql.quantity_out_of_range");
    }

    [Fact]
    public async Task A_collation_that_ignores_case_never_decides()
    {
        await using Shop shop = await Shop.CreateAsync(
            "mysql",
            "CREATE TABLE goods (id varchar(36) PRIMARY KEY, article varchar(20), qty int) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci",
            "INSERT INTO goods VALUES ('A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11', 'a-1', 1), ('key ', 'Ё', 2)");
        IStoreAdapter adapter = shop.Adapter();

        IReadOnlyList<StockOutcome> outcomes = await adapter.SetAsync(
            ("item/a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "a-1", 9), ("item/key", "Ё", 9), ("item/A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11", "A-1", 9));

        outcomes.ShouldAllBe(o => o.Status == StockStatus.Gone);
        (await shop.DumpAsync("SELECT qty FROM goods ORDER BY qty")).ShouldBe(["1", "2"]);
        (await adapter.SetOneAsync("item/A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11", "a-1", 9)).Status.ShouldBe(StockStatus.Applied);
    }

    [Fact]
    public async Task A_key_in_char_36_comes_as_it_stands()
    {
        await using Shop shop = await Shop.CreateAsync(
            "mysql",
            "CREATE TABLE goods (id char(36) PRIMARY KEY, article varchar(20), qty int)",
            "INSERT INTO goods VALUES ('A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11', 'A', 1)");

        (await shop.Adapter().ReadAllAsync())[0].Ref.Value.ShouldBe("item/A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11");
    }

    [Fact]
    public async Task A_table_in_cp1251_takes_cyrillic_keys_and_skus()
    {
        await using Shop shop = await Shop.CreateAsync(
            "mysql",
            "CREATE TABLE goods (id varchar(20) PRIMARY KEY, article varchar(20), qty int) CHARACTER SET cp1251",
            "INSERT INTO goods VALUES ('ключ', 'Їжак', 1)");
        IStoreAdapter adapter = shop.Adapter();

        (await adapter.FindBySkuAsync(["Їжак", "😀"], TestContext.Current.CancellationToken)).ShouldHaveSingleItem();
        (await adapter.SetOneAsync("item/ключ", "Їжак", 2)).Status.ShouldBe(StockStatus.Applied);
    }

    [Fact]
    public async Task MyISAM_is_written_and_warned_of()
    {
        await using Shop shop = await Shop.WithGoodsAsync("mysql", (1, "A", 5));
        await shop.ExecuteAsync("ALTER TABLE goods ENGINE=MyISAM");
        IStoreAdapter adapter = shop.Adapter();

        (await adapter.CheckHealthAsync(TestContext.Current.CancellationToken)).Details["warnings"].ShouldContain("MyISAM");
        (await adapter.SetOneAsync("item/1", "A", 6)).Status.ShouldBe(StockStatus.Applied);
    }

    [Fact]
    public async Task A_trigger_that_alters_the_number_shows()
    {
        await using Shop shop = await Shop.WithGoodsAsync("mysql", (1, "A", 5));
        await shop.ExecuteAsync("CREATE TRIGGER cap BEFORE UPDATE ON goods FOR EACH ROW SET NEW.qty = LEAST(NEW.qty, 10)");

        StockOutcome outcome = await shop.Adapter().SetOneAsync("item/1", "A", 50);

        (outcome.Status, outcome.Current, outcome.Error!.Code).ShouldBe((StockStatus.Rejected, 10m, "sql.altered"));
    }

    [Fact]
    public async Task Rows_locked_by_the_site_are_waited_for()
    {
        await using Shop shop = await Shop.WithGoodsAsync("mysql", (1, "A", 5), (2, "B", 5));
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
    public async Task Locks_that_never_end_make_the_call_fail_with_nothing_written()
    {
        await using Shop shop = await Shop.WithGoodsAsync("mysql", (1, "A", 5), (2, "B", 5));
        await using DbConnection site = await shop.Database.OpenAsync();
        await using DbTransaction order = await site.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await ExecuteAsync(site, order, "UPDATE goods SET qty = 4 WHERE id = 2");

        StoreException error = await Should.ThrowAsync<StoreException>(
            () => shop.Adapter(o => o.LockTimeout = TimeSpan.FromSeconds(1)).SetAsync(("item/1", "A", 8), ("item/2", "B", 9)));
        await order.RollbackAsync(TestContext.Current.CancellationToken);

        error.Failure.ShouldBe(StoreFailure.Unreachable);
        error.Message.ShouldContain("lockTimeout");
        (await shop.DumpAsync("SELECT qty FROM goods ORDER BY id")).ShouldBe(["5", "5"]);
    }

    [Fact]
    public async Task Two_hundred_rows_are_one_update()
    {
        await using Shop shop = await Shop.CreateAsync("mysql", Shop.Goods, "SET GLOBAL userstat = 1");
        await ReadingTests.FillAsync(shop, 500);
        string login = await shop.Database.CreateUserAsync("SELECT, UPDATE ON goods");
        string user = new MySqlConnectionStringBuilder(login).UserID;
        IStoreAdapter adapter = shop.Adapter(o => (o.ConnectionString, o.BatchSize) = (login + ";Pooling=false", 500));

        IReadOnlyList<StockOutcome> outcomes = await adapter.SetAsync([.. Enumerable.Range(1, 500).Select(i => ($"item/{i}", $"S-{i}", 10_000m + i))]);

        outcomes.ShouldAllBe(o => o.Status == StockStatus.Applied);
        string counts = (await shop.DumpAsync($"SELECT UPDATE_COMMANDS, SELECT_COMMANDS FROM information_schema.user_statistics WHERE user = '{user}'"))[0];
        counts.Split('|')[0].ShouldBe("1");
        int.Parse(counts.Split('|')[1], System.Globalization.CultureInfo.InvariantCulture).ShouldBeLessThan(12);
    }

    private static async Task ExecuteAsync(DbConnection connection, DbTransaction transaction, string sql)
    {
        await using DbCommand command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
