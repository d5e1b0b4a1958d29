using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Connector.Emulators.KeyCrm;
using Connector.Testing;

namespace Connector.EndToEnd.Tests;

/// <summary>
/// An emulated account, a site of own development in a SQLite file that notes every number a row is ever given, and the
/// configuration that ties them together.
/// </summary>
public sealed class SiteWorld : IAsyncDisposable
{
    private SiteWorld(KeyCrmEmulator keyCrm, SqliteDatabase site)
    {
        KeyCrm = keyCrm;
        Site = site;
        Configuration = new JsonObject
        {
            ["accounts"] = new JsonObject
            {
                ["main"] = new JsonObject { ["apiKey"] = keyCrm.ApiKey, ["baseUrl"] = keyCrm.BaseUrl.AbsoluteUri, ["requestsPerMinute"] = 1_000_000 },
            },
            ["stores"] = new JsonObject { ["site"] = SiteStore("shop.db") },
        };
    }

    public KeyCrmEmulator KeyCrm { get; }

    public SqliteDatabase Site { get; }

    /// <summary>Written to the file before every run.</summary>
    public JsonObject Configuration { get; }

    public Dictionary<string, string> Environment { get; } = [];

    public string Folder => Site.Folder;

    public static async Task<SiteWorld> CreateAsync(int offers, decimal quantity = 1)
    {
        var keyCrm = await KeyCrmEmulator.StartAsync(new KeyCrmEmulatorOptions { RequestsPerMinute = null }, CancellationToken.None);
        var site = await SqliteDatabase.CreateAsync();
        await site.ExecuteAsync("""
            CREATE TABLE goods (id INTEGER PRIMARY KEY, article TEXT NOT NULL, title TEXT, qty INTEGER NOT NULL);
            CREATE TABLE audit (id INTEGER PRIMARY KEY, article TEXT, qty INTEGER);
            CREATE TRIGGER audited AFTER UPDATE ON goods BEGIN INSERT INTO audit (article, qty) VALUES (NEW.article, NEW.qty); END;
            """);
        for (var i = 1; i <= offers; i++)
        {
            keyCrm.Catalogue.AddOffer(i, Sku(i), quantity);
            await site.ExecuteAsync($"INSERT INTO goods VALUES ({i}, '{Sku(i)}', 'Товар', {quantity})");
        }

        return new SiteWorld(keyCrm, site);
    }

    public static string Sku(int offer) => $"Ї-{offer:0000}";

    public static JsonObject SiteStore(string file) => new()
    {
        ["adapter"] = "sql",
        ["options"] = new JsonObject
        {
            ["provider"] = "sqlite",
            ["connectionString"] = $"Data Source={file}",
            ["table"] = "goods",
            ["key"] = "id",
            ["sku"] = "article",
            ["quantity"] = "qty",
            ["batchSize"] = 5,
        },
    };

    public async Task<ProgramResult> RunAsync(params string[] arguments) => await ConnectorProgram.RunAsync(Environment, WithConfig(arguments));

    public System.Diagnostics.Process Start(params string[] arguments) => ConnectorProgram.Start(Environment, WithConfig(arguments));

    public async Task<IReadOnlyDictionary<string, long>> NumbersAsync() =>
        (await RowsAsync("SELECT article, qty FROM goods ORDER BY id")).ToDictionary(row => row.Article, row => row.Quantity);

    public Task<List<(string Article, long Quantity)>> AuditAsync() => RowsAsync("SELECT article, qty FROM audit ORDER BY id");

    public IReadOnlyDictionary<string, long> Truth() =>
        KeyCrm.Catalogue.Snapshot().OrderBy(offer => offer.Id).ToDictionary(offer => offer.Sku!, offer => (long)Math.Max(0, Math.Floor(offer.Quantity - offer.Reserve)));

    public async Task<long> AuditedAsync() => (long)(await Site.ScalarAsync("SELECT count(*) FROM audit"))!;

    /// <summary>Has the service listen at a port of this machine that is free now.</summary>
    public Uri ListenSomewhere()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        Configuration["listen"] = address;
        return new Uri(address);
    }

    public async ValueTask DisposeAsync()
    {
        await KeyCrm.DisposeAsync();
        await Site.DisposeAsync();
    }

    private string[] WithConfig(string[] arguments)
    {
        var path = Path.Combine(Folder, "adapters.json");
        File.WriteAllText(path, Configuration.ToJsonString());
        return [.. arguments, "--config", path];
    }

    private async Task<List<(string Article, long Quantity)>> RowsAsync(string sql)
    {
        await using var connection = await Site.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<(string, long)>();
        while (await reader.ReadAsync())
            rows.Add((reader.GetString(0), reader.GetInt64(1)));
        return rows;
    }
}
