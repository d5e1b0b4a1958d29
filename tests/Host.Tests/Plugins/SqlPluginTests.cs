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
