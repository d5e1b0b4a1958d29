using System.Text.Json;
using Connector.Abstractions;
using Connector.Host.Plugins;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Connector.Host.Tests.Plugins;

/// <summary>The plug-in with the most baggage: four database drivers, two of them with native parts.</summary>
public sealed class SqlPluginTests : IDisposable
{
    private readonly PluginTestFolder folder = new();
    private readonly Plugin plugin = PluginTestFolder.Load(PluginCatalog.BuiltInFolder).Find("sql").ShouldNotBeNull();

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public async Task Sqlite_InThePluginAndInTheHost_WorkSideBySide()
    {
        await using var host = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "shop.db")};Pooling=False");
        await host.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = host.CreateCommand();
        command.CommandText = "CREATE TABLE product (id INTEGER PRIMARY KEY, sku TEXT NOT NULL, qty INTEGER NOT NULL); INSERT INTO product VALUES (1, 'ЧШ-1', 7);";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        using var context = Context();
        await using var adapter = plugin.Factory.Create(context, Options("sqlite", "Data Source=shop.db;Pooling=False"));
        var found = await adapter.FindBySkuAsync(["ЧШ-1"], TestContext.Current.CancellationToken);
        var outcomes = await adapter.SetStockAsync(
            [new StockChange { Ref = found.Single().Ref, Sku = "ЧШ-1", Quantity = 3 }], TestContext.Current.CancellationToken);

        outcomes.ShouldHaveSingleItem().Status.ShouldBe(StockStatus.Applied);
        command.CommandText = "SELECT qty FROM product";
        (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken)).ShouldBe(3L);
        // Two copies would take away each other's locks on that file.
        if (OperatingSystem.IsLinux())
            File.ReadLines("/proc/self/maps").Where(line => line.Contains("e_sqlite3.so", StringComparison.Ordinal)).Select(line => line.Split(' ')[^1]).Distinct().Count().ShouldBe(1);
    }

    // One reads while the other writes, as the demonstration does: nothing that was written may be rolled back by the reader.
    [Fact]
    public async Task A_file_that_host_and_plugin_share_loses_nothing()
    {
        const int rows = 300;
        var connectionString = $"Data Source={Path.Combine(folder.Path, "shop.db")};Pooling=False";
        await using (var host = new SqliteConnection(connectionString))
        {
            await host.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = host.CreateCommand();
            command.CommandText = $"CREATE TABLE product (id INTEGER PRIMARY KEY, sku TEXT NOT NULL, qty INTEGER NOT NULL); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows}) INSERT INTO product SELECT i, 'S-' || i, 0 FROM n;";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        using var context = Context();
        await using var adapter = plugin.Factory.Create(context, Options("sqlite", "Data Source=shop.db;Pooling=False"));
        var listings = await adapter.FindBySkuAsync([.. Enumerable.Range(1, rows).Select(i => $"S-{i}")], TestContext.Current.CancellationToken);
        var writing = Task.Run(async () =>
        {
            var token = TestContext.Current.CancellationToken;
            for (var round = 1; round <= 40; round++)
                (await adapter.SetStockAsync([.. listings.Select(one => new StockChange { Ref = one.Ref, Sku = one.Sku, Quantity = round })], token)).ShouldAllBe(outcome => outcome.Status == StockStatus.Applied);
        }, TestContext.Current.CancellationToken);
        while (!writing.IsCompleted)
            Sum().ShouldBeGreaterThanOrEqualTo(0);
        await writing;
        Sum().ShouldBe(40L * rows);

        long Sum()
        {
            using var host = new SqliteConnection(connectionString);
            host.Open();
            using var command = host.CreateCommand();
            command.CommandText = "SELECT sum(qty) FROM product";
            return (long)command.ExecuteScalar()!;
        }
    }

    [Theory]
    [InlineData("mysql", "Server=127.0.0.1;Port=1;Database=shop;User ID=u;Password=p")]
    [InlineData("postgres", "Host=127.0.0.1;Port=1;Database=shop;Username=u;Password=p")]
    [InlineData("sqlserver", "Server=127.0.0.1,1;Database=shop;User ID=u;Password=p;Connect Timeout=1;Connect Retry Count=0")]
    public async Task EachDriver_IsThereWithAllItsParts(string provider, string connectionString)
    {
        using var context = Context();
        await using var adapter = plugin.Factory.Create(context, Options(provider, connectionString));

        // Nobody listens at port 1: a driver that came whole says so; one that lacks a library fails to load.
        var exception = await Should.ThrowAsync<StoreException>(() => adapter.CheckHealthAsync(TestContext.Current.CancellationToken));

        exception.Failure.ShouldBe(StoreFailure.Unreachable);
    }

    private HostStoreContext Context() => new(new StoreId("site"), NullLoggerFactory.Instance, TimeProvider.System, folder.Path);

    private object Options(string provider, string connectionString) => JsonSerializer.Deserialize(
        JsonSerializer.Serialize(new { Provider = provider, ConnectionString = connectionString, Table = "product", Key = "id", Sku = "sku", Quantity = "qty" }),
        plugin.Factory.OptionsType)!;
}
