using System.Data.Common;
using Connector.Abstractions;
using Connector.Adapters.Sql.Tests.Databases;
using Connector.Testing;

namespace Connector.Adapters.Sql.Tests;

public class SqliteTests
{
    [Fact]
    public async Task A_column_takes_any_type_and_only_numbers_count()
    {
        await using Shop shop = await Shop.CreateAsync(
            "sqlite",
            "CREATE TABLE goods (id INTEGER PRIMARY KEY, article, qty)",
            "INSERT INTO goods VALUES (1, 'A', 5), (2, 'B', '6'), (3, 'C', 7.5), (4, 'D', 'none'), (5, 'E', x'01'), (6, 'F', NULL), (7, 123, 1)");

        List<Listing> listings = await shop.Adapter().ReadAllAsync();

        listings.Select(l => (l.Sku, l.Quantity, l.TracksStock)).ShouldBe(
            [("A", 5m, true), ("B", 6m, true), ("C", 7.5m, true), ("D", null, false), ("E", null, false), ("F", null, true), ("123", 1m, true)]);
    }

    [Fact]
    public async Task Numbers_are_stored_as_the_columns_type()
    {
        await using Shop shop = await Shop.CreateAsync(
            "sqlite",
            "CREATE TABLE goods (id INTEGER PRIMARY KEY, article TEXT, whole INTEGER, real REAL, words TEXT, free)",
            "INSERT INTO goods VALUES (1, 'A', 0, 0, '0', 0)");
        foreach (string column in new[] { "whole", "real", "words", "free" })
            (await shop.Adapter(o => o.Quantity = column).SetOneAsync("item/1", "A", 7)).Status.ShouldBe(StockStatus.Applied);

        (await shop.DumpAsync("SELECT typeof(whole), typeof(real), typeof(words), words, typeof(free) FROM goods"))
            .ShouldBe(["integer|real|text|7|integer"]);
    }

    [Fact]
    public async Task A_relative_file_is_beside_the_configuration_and_a_missing_one_is_never_made()
    {
        await using Shop shop = await Shop.WithGoodsAsync("sqlite", (1, "A", 5));
        string folder = ((SqliteDatabase)shop.Database).Folder;

        (await Adapter(folder, "Data Source=shop.db").ReadAllAsync()).Count.ShouldBe(1);
        (await Adapter(folder, "Data Source=shpo.db").FailsAsync()).Failure.ShouldBe(StoreFailure.Misconfigured);
        File.Exists(Path.Combine(folder, "shpo.db")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_that_may_only_be_read_is_not_healthy()
    {
        await using Shop shop = await Shop.WithGoodsAsync("sqlite", (1, "A", 5));

        StoreHealth health = await Adapter(((SqliteDatabase)shop.Database).Folder, "Data Source=shop.db;Mode=ReadOnly")
            .CheckHealthAsync(TestContext.Current.CancellationToken);

        health.IsHealthy.ShouldBeFalse();
        health.Summary.ShouldContain("write permission");
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_misconfigured()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.PathOf("shop.db"), new string('x', 5000), TestContext.Current.CancellationToken);

        (await Adapter(folder.Path, "Data Source=shop.db").FailsAsync()).Failure.ShouldBe(StoreFailure.Misconfigured);
    }

    [Fact]
    public async Task Another_writer_is_waited_for()
    {
        await using Shop shop = await Shop.WithGoodsAsync("sqlite", (1, "A", 5));
        await using DbConnection site = await shop.Database.OpenAsync();
        await using DbTransaction order = await site.BeginTransactionAsync(TestContext.Current.CancellationToken);

        var busy = new BusySignal();
        // The driver waits for the file on its caller's thread.
        Task<StockOutcome> writing = Task.Run(
            () => shop.Adapter(o => o.LockTimeout = TimeSpan.FromSeconds(1), busy).SetOneAsync("item/1", "A", 8), TestContext.Current.CancellationToken);
        await busy.Seen;
        await order.CommitAsync(TestContext.Current.CancellationToken);

        (await writing).Status.ShouldBe(StockStatus.Applied);
    }

    [Fact]
    public async Task A_trigger_that_alters_the_number_shows()
    {
        await using Shop shop = await Shop.WithGoodsAsync("sqlite", (1, "A", 5));
        await shop.ExecuteAsync(
            "CREATE TRIGGER cap AFTER UPDATE OF qty ON goods WHEN NEW.qty > 10 BEGIN UPDATE goods SET qty = 10 WHERE id = NEW.id; END");

        StockOutcome outcome = await shop.Adapter().SetOneAsync("item/1", "A", 50);

        (outcome.Status, outcome.Current, outcome.Error!.Code).ShouldBe((StockStatus.Rejected, 10m, "sql.altered"));
    }

    private static IStoreAdapter Adapter(string folder, string connectionString) => new SqlAdapterFactory().Create(
        new LentContext("own-site", folder: folder),
        new Options.SqlOptions
        {
            Provider = "sqlite",
            ConnectionString = connectionString + ";Pooling=False",
            Table = "goods",
            Key = "id",
            Sku = "article",
            Quantity = "qty",
        });
}
