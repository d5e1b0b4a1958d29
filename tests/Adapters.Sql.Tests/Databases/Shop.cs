using Connector.Abstractions;
using Connector.Adapters.Sql.Options;
using Connector.Testing;
using Microsoft.Extensions.Logging;

namespace Connector.Adapters.Sql.Tests.Databases;

/// <summary>A real database with a site's tables in it, and adapters onto it.</summary>
internal sealed class Shop(string provider, TestDatabase database) : IAsyncDisposable
{
    /// <summary>The table most tests use, in words that every database understands.</summary>
    public const string Goods =
        """
        CREATE TABLE goods (
            id int NOT NULL PRIMARY KEY, article varchar(200), qty int, in_stock int, status varchar(20),
            price decimal(10,2), deleted int DEFAULT 0 NOT NULL, shop_id int DEFAULT 3 NOT NULL)
        """;

    private readonly List<IStoreAdapter> _adapters = [];

    public TestDatabase Database { get; } = database;

    /// <summary>Every provider that can be tested here.</summary>
    public static TheoryData<string> Providers
    {
        get
        {
            var providers = new TheoryData<string>("mysql", "postgres", "sqlite");
            if (Environment.GetEnvironmentVariable(SqlServerDatabase.Variable) is { Length: > 0 })
                providers.Add("sqlserver");
            return providers;
        }
    }

    /// <summary>A fresh database with what the statements make in it.</summary>
    public static async Task<Shop> CreateAsync(string provider, params string[] statements)
    {
        TestDatabase database = provider switch
        {
            "mysql" => await (await MariaDbServer.GetAsync()).CreateDatabaseAsync(),
            "postgres" => await (await PostgresServer.GetAsync()).CreateDatabaseAsync(),
            "sqlite" => await SqliteDatabase.CreateAsync(),
            _ => await SqlServerDatabase.CreateAsync(),
        };
        foreach (string statement in statements)
            await database.ExecuteAsync(statement);
        return new Shop(provider, database);
    }

    /// <summary>The goods table with rows <c>(id, article, qty)</c>.</summary>
    public static Task<Shop> WithGoodsAsync(string provider, params (int Id, string Article, int? Quantity)[] rows) => CreateAsync(
        provider,
        [
            Goods,
            .. rows.Select(r =>
                $"""
                INSERT INTO goods (id, article, qty, in_stock, status, price)
                VALUES ({r.Id}, {(provider == "sqlserver" ? "N" : "")}'{r.Article.Replace("'", "''", StringComparison.Ordinal)}', {r.Quantity?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "NULL"}, 1, 'available', 9.99)
                """),
        ]);

    /// <summary>An adapter onto the goods table, or what <paramref name="change"/> makes of it.</summary>
    public IStoreAdapter Adapter(Action<SqlOptions>? change = null, ILogger? logger = null)
    {
        var options = new SqlOptions
        {
            Provider = provider,
            ConnectionString = Database.ConnectionString,
            Table = "goods",
            Key = "id",
            Sku = "article",
            Quantity = "qty",
        };
        change?.Invoke(options);
        IStoreAdapter adapter = new SqlAdapterFactory().Create(new LentContext("own-site", logger: logger), options);
        _adapters.Add(adapter);
        return adapter;
    }

    public Task<int> ExecuteAsync(string sql) => Database.ExecuteAsync(sql);

    public Task<IReadOnlyList<string>> DumpAsync(string sql = "SELECT * FROM goods ORDER BY id") => Database.DumpAsync(sql);

    public async ValueTask DisposeAsync()
    {
        foreach (IStoreAdapter adapter in _adapters)
            await adapter.DisposeAsync();
        await Database.DisposeAsync();
    }
}
