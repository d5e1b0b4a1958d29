using System.Globalization;
using Connector.Abstractions;
using Connector.Adapters.Sql.Options;
using Connector.Adapters.TestKit;
using Connector.Testing;
using Microsoft.Data.Sqlite;

namespace Connector.Adapters.Sql.Tests;

/// <summary>The conformance kit over a site's own tables in SQLite.</summary>
public sealed class ConformanceTests : StoreAdapterConformance
{
    private readonly TempFolder folder = new();

    private string ConnectionString => $"Data Source={folder.PathOf("site.db")};Pooling=False";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await RunAsync("CREATE TABLE goods (id INTEGER PRIMARY KEY, article TEXT, qty INTEGER, price TEXT DEFAULT '10'); CREATE TABLE sizes (id INTEGER PRIMARY KEY, goods_id INTEGER, article TEXT, qty INTEGER, price TEXT DEFAULT '10')");
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Dispose();
    }

    protected override string? NotApplicable(ConformanceTopic topic) => topic switch
    {
        ConformanceTopic.UncountedListings => "a row of the table is counted, or left out by “where”",
        ConformanceTopic.Variants or ConformanceTopic.DuplicateSkus or ConformanceTopic.Deletion or ConformanceTopic.Cancellation or ConformanceTopic.ReusedReferences => null,
        _ => "a database file is no server: it neither throttles, answers pages nor falls silent; what servers do is tested on real ones",
    };

    protected override IStoreAdapter CreateAdapter(StoreContext context)
    {
        var factory = new SqlAdapterFactory();
        return factory.Create(context, (object)new SqlOptions
        {
            Provider = "sqlite",
            ConnectionString = ConnectionString,
            Table = "goods",
            Key = "id",
            Sku = "article",
            Quantity = "qty",
            Variants = new SqlVariantsOptions { Table = "sizes", Key = "id", Sku = "article", Quantity = "qty", Parent = "goods_id" },
        });
    }

    protected override async Task SeedAsync(IReadOnlyList<SeedListing> listings)
    {
        foreach (var listing in listings)
        {
            if (listing.ParentSku is { } parent)
            {
                await RunAsync("INSERT INTO goods (article, qty) SELECT $parent, 0 WHERE NOT EXISTS (SELECT 1 FROM goods WHERE article = $parent); INSERT INTO sizes (goods_id, article, qty) SELECT id, $sku, $qty FROM goods WHERE article = $parent", ("$parent", parent), ("$sku", listing.Sku), ("$qty", listing.Quantity));
            }
            else
            {
                await RunAsync("INSERT INTO goods (article, qty) VALUES ($sku, $qty)", ("$sku", listing.Sku), ("$qty", listing.Quantity));
            }
        }
    }

    protected override async Task<decimal?> ReadBackAsync(string sku) =>
        await RunAsync("SELECT qty FROM (SELECT article, qty FROM goods UNION ALL SELECT article, qty FROM sizes) WHERE article = $sku LIMIT 1", ("$sku", sku)) is { } value and not DBNull
            ? Convert.ToDecimal(value, CultureInfo.InvariantCulture)
            : null;

    protected override Task DeleteAsync(string sku) => RunAsync("DELETE FROM goods WHERE article = $sku", ("$sku", sku));

    protected override async Task<string> DumpWithoutStockAsync() =>
        (string)(await RunAsync("SELECT coalesce(group_concat(id || article || price, ';'), '') FROM (SELECT id, article, price FROM goods UNION ALL SELECT id, article, price FROM sizes)"))!;

    private async Task<object?> RunAsync(string sql, params (string Name, object Value)[] values)
    {
        await using var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value is decimal number && number == decimal.Truncate(number) ? (long)number : value);
        return await command.ExecuteScalarAsync(Token);
    }
}
