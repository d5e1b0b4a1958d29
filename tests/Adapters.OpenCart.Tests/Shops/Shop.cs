using System.Globalization;
using Connector.Abstractions;
using Connector.Testing;
using Microsoft.Extensions.Logging;
using MySqlConnector;

namespace Connector.Adapters.OpenCart.Tests.Shops;

/// <summary>A shop's database as one version of OpenCart makes it, and an adapter on it whose user has the least rights.</summary>
internal sealed class Shop : IAsyncDisposable
{
    private readonly List<IStoreAdapter> _adapters = [];

    private Shop(string schema, MariaDbDatabase database)
    {
        Schema = schema;
        Database = database;
    }

    public static TheoryData<string> Schemas => ["2.3-myisam", "3.0-myisam", "3.0-innodb", "4.0", "4.1.0.3", "4.1.0.4", "master"];

    public string Schema { get; }

    public MariaDbDatabase Database { get; }

    public static async Task<Shop> CreateAsync(string schema)
    {
        var server = await MariaDbServer.GetAsync();
        var shop = new Shop(schema, await server.CreateDatabaseAsync());
        await shop.RunScriptAsync("opencart-" + schema);
        return shop;
    }

    /// <summary>An adapter on a user with the least rights, and those given here.</summary>
    public async Task<IStoreAdapter> OpenAsync(
        Action<OpenCartOptions>? configure = null, string[]? grants = null, TimeProvider? time = null, ILogger? logger = null)
    {
        var user = await Database.CreateUserAsync(grants ?? Grants.Least(Schema));
        return Open(user, configure, time, logger);
    }

    public IStoreAdapter Open(
        string connectionString, Action<OpenCartOptions>? configure = null, TimeProvider? time = null, ILogger? logger = null)
    {
        var options = new OpenCartOptions { ConnectionString = connectionString };
        configure?.Invoke(options);
        var adapter = new OpenCartAdapterFactory().Create(new LentContext("shop-test", time: time, logger: logger), options);
        _adapters.Add(adapter);
        return adapter;
    }

    public async Task RunScriptAsync(string name)
    {
        await using var stream = typeof(Shop).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        await RunAsync(await reader.ReadToEndAsync());
    }

    /// <summary>Adds a product as the shop's own admin would store it, with the SKU where this version keeps it.</summary>
    public async Task<long> AddProductAsync(string sku, int? quantity = 1, long master = 0, int? subtract = 1, string? variant = null)
    {
        var hasSku = Schema is "2.3-myisam" or "3.0-myisam" or "3.0-innodb" or "4.0";
        var hasMaster = Schema is not ("2.3-myisam" or "3.0-myisam" or "3.0-innodb");
        var columns = "model, quantity, subtract, status, date_modified" + (hasSku ? ", sku" : "") + (hasMaster ? ", master_id, variant" : "");
        var values = "@model, @quantity, @subtract, 1, '0000-00-00 00:00:00'" + (hasSku ? ", @sku" : "") + (hasMaster ? ", @master, @variant" : "");
        var id = await RunAsync(
            $"INSERT INTO oc_product ({columns}) VALUES ({values}); SELECT LAST_INSERT_ID()",
            ("@model", "model " + sku), ("@quantity", quantity), ("@subtract", subtract), ("@sku", sku), ("@master", master),
            ("@variant", variant ?? ""));
        if (!hasSku && sku.Length > 0)
            await AddCodeAsync(id, "SKU", sku);
        return id;
    }

    /// <summary>Adds a row to <c>product_code</c> (4.1 and later).</summary>
    public Task AddCodeAsync(long product, string code, string value) => RunAsync(
        Schema == "master"
            ? "INSERT INTO oc_product_code (product_id, identifier_id, value) SELECT @p, identifier_id, @v FROM oc_identifier WHERE BINARY code = @c"
            : "INSERT INTO oc_product_code (product_id, code, value) VALUES (@p, @c, @v)",
        ("@p", product), ("@c", code), ("@v", value));

    /// <summary>Adds an option value; <paramref name="sku"/> goes into the column that a module added.</summary>
    public Task<long> AddOptionAsync(
        long product, long option, long value, int quantity, string? sku = null, int subtract = 1, string column = "sku") => RunAsync(
        $"""
        INSERT INTO oc_product_option_value (product_option_id, product_id, option_id, option_value_id, quantity, subtract{(sku is null ? "" : ", " + column)})
        VALUES (@group, @product, @option, @value, @quantity, @subtract{(sku is null ? "" : ", @sku")}); SELECT LAST_INSERT_ID()
        """,
        ("@group", (product * 10) + option), ("@product", product), ("@option", option), ("@value", value), ("@quantity", quantity),
        ("@subtract", subtract), ("@sku", sku));

    /// <summary>Runs SQL as OpenCart itself would: in a session that is not strict.</summary>
    /// <returns>The first column of the first row of the result, or 0.</returns>
    public async Task<long> RunAsync(string sql, params (string Name, object? Value)[] parameters)
    {
        await using var connection = new MySqlConnection(Database.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SET SESSION sql_mode = ''; " + sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        return await command.ExecuteScalarAsync() is { } result and not DBNull ? Convert.ToInt64(result, CultureInfo.InvariantCulture) : 0;
    }

    public async Task<decimal?> QuantityAsync(long product) =>
        await Database.ScalarAsync($"SELECT quantity FROM oc_product WHERE product_id = {product}") is { } value
            ? Convert.ToDecimal(value, CultureInfo.InvariantCulture)
            : null;

    public async Task<decimal?> OptionQuantityAsync(long value) => Convert.ToDecimal(
        await Database.ScalarAsync($"SELECT quantity FROM oc_product_option_value WHERE product_option_value_id = {value}"),
        CultureInfo.InvariantCulture);

    /// <summary>Every column of every row of a table as text, byte for byte, but for the columns named.</summary>
    public async Task<IReadOnlyList<string>> DumpAsync(string table, params string[] without)
    {
        var columns = await Database.DumpAsync(
            $"SELECT COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = '{table}' ORDER BY ORDINAL_POSITION");
        var cells = columns.Except(without).Select(column => $"COALESCE(HEX(`{column}`), 'NULL')");
        return await Database.DumpAsync($"SELECT CONCAT_WS('|', {string.Join(", ", cells)}) FROM {table} ORDER BY 1");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var adapter in _adapters)
            await adapter.DisposeAsync();
        await Database.DisposeAsync();
    }
}
