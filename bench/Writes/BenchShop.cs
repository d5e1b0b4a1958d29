using System.Globalization;
using Connector.Bench.Measuring;
using Connector.Testing;
using MySqlConnector;

namespace Connector.Bench.Writes;

/// <summary>An OpenCart shop on a real MariaDB, filled with a catalogue.</summary>
internal sealed class BenchShop : IAsyncDisposable
{
    private readonly MariaDbDatabase database;

    private BenchShop(MariaDbDatabase database, string schema, Catalogue catalogue)
    {
        this.database = database;
        Catalogue = catalogue;
        HasSkuColumn = schema.StartsWith('3');
    }

    public Catalogue Catalogue { get; }

    /// <summary>Whether SKUs stand in <c>oc_product.sku</c>; else in <c>oc_product_code</c>.</summary>
    public bool HasSkuColumn { get; }

    public string ConnectionString => database.ConnectionString;

    public static async Task<BenchShop> CreateAsync(string schema, Catalogue catalogue)
    {
        var server = await MariaDbServer.GetAsync();
        var shop = new BenchShop(await server.CreateDatabaseAsync(), schema, catalogue);
        using var reader = new StreamReader(typeof(BenchShop).Assembly.GetManifestResourceStream("opencart-" + schema)!);
        await shop.RunAsync(await reader.ReadToEndAsync());
        await shop.FillAsync();
        return shop;
    }

    /// <summary>What the server has executed since it started; nobody else uses it meanwhile.</summary>
    public async Task<StatementCount> CountStatementsAsync()
    {
        var counts = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase);
        await using var connection = new MySqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SHOW GLOBAL STATUS WHERE Variable_name IN ('Com_select', 'Com_update', 'Com_insert', 'Com_delete', 'Com_set_option')";
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            counts[reader.GetString(0)] = double.Parse(reader.GetString(1), CultureInfo.InvariantCulture);
        return new StatementCount(counts["Com_select"], counts["Com_update"] + counts["Com_insert"] + counts["Com_delete"]);
    }

    /// <summary>Makes sure that every product holds the numbers of a round: what is fast and wrong is not measured here.</summary>
    public async Task CheckAsync(int round)
    {
        await using var connection = new MySqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT product_id, quantity FROM oc_product";
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var number = reader.GetInt32(0);
            if (reader.GetInt32(1) != Catalogue.Quantity(number, round))
                throw new InvalidOperationException($"Product {number} holds {reader.GetInt32(1)} instead of {Catalogue.Quantity(number, round)}.");
        }
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private async Task FillAsync()
    {
        foreach (var numbers in Enumerable.Range(1, Catalogue.Count).Chunk(5000))
        {
            var products = numbers.Select(number => HasSkuColumn
                ? $"({number}, 'Model {number}', '{Catalogue.Sku(number)}', {Catalogue.Quantity(number, 0)}, 1, 1)"
                : $"({number}, 'Model {number}', {Catalogue.Quantity(number, 0)}, 1, 1)");
            await RunAsync($"INSERT INTO oc_product (product_id, model, {(HasSkuColumn ? "sku, " : "")}quantity, subtract, status) VALUES {string.Join(',', products)}");
            if (!HasSkuColumn)
            {
                var codes = numbers.Select(number => $"({number}, 'SKU', '{Catalogue.Sku(number)}')");
                await RunAsync($"INSERT INTO oc_product_code (product_id, code, value) VALUES {string.Join(',', codes)}");
            }
        }
    }

    // As OpenCart itself: in a session that is not strict.
    private async Task RunAsync(string sql)
    {
        await using var connection = new MySqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SET SESSION sql_mode = ''; " + sql;
        await command.ExecuteNonQueryAsync();
    }
}
