using Connector.Emulators.KeyCrm;
using Connector.Host.Cli;
using Connector.Host.Configuration;
using Connector.Testing;
using Microsoft.Data.Sqlite;

namespace Connector.Host.Tests.Cli.Init;

/// <summary><c>connector init</c> with answers from a pipe, an emulated keyCRM and a SQLite site in a folder of its own.</summary>
internal sealed class InitRun : IAsyncDisposable
{
    private readonly TempFolder folder = new();
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();

    private InitRun(KeyCrmEmulator keyCrm) => KeyCrm = keyCrm;

    public const string ConnectionString = "Data Source=site.db;Pooling=False;Default Timeout=17";

    public KeyCrmEmulator KeyCrm { get; }

    public string Config => At("adapters.json");

    public string Output => output.ToString();

    public string Error => error.ToString();

    /// <summary>Every file of the folder but the site, by its path from there.</summary>
    public IEnumerable<string> Files => Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(folder.Path, file)).Where(file => file != "site.db" && !file.StartsWith("state", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <summary>The answers that lead to one store.</summary>
    public string[] Answers => [KeyCrm.ApiKey, .. Site("site"), .. End];

    /// <summary>No other store, and the guard as it is usual; nobody is there for the dry run.</summary>
    public static string[] End => ["no", "", ""];

    public static string[] Site(string name) =>
        [name, "sql", "sqlite", ConnectionString, "goods", "id", "article", "qty", "none", "4", "2"];

    public static async Task<InitRun> StartAsync()
    {
        var run = new InitRun(await KeyCrmEmulator.StartAsync(new KeyCrmEmulatorOptions { RequestsPerMinute = null }, TestContext.Current.CancellationToken));
        run.KeyCrm.SeedCatalogue(120);
        using var site = new SqliteConnection($"Data Source={run.At("site.db")};Pooling=False");
        site.Open();
        using var command = site.CreateCommand();
        command.CommandText = "CREATE TABLE goods (id INTEGER PRIMARY KEY, article TEXT NOT NULL, qty INTEGER NOT NULL); INSERT INTO goods VALUES (1, 'A-1', 5);";
        command.ExecuteNonQuery();
        return run;
    }

    /// <summary>Puts an article into the site, with one piece.</summary>
    public void Sell(string sku) => Ask("INSERT INTO goods (article, qty) VALUES ($sku, 1) RETURNING qty", sku);

    public long Quantity(string sku) => Ask("SELECT qty FROM goods WHERE article = $sku", sku);

    public string At(string name) => folder.PathOf(name);

    public Task<int> RunAsync(params string[] answers) => RunVerbAsync(["init", "--keycrm-url", KeyCrm.BaseUrl.AbsoluteUri], answers);

    public async Task<int> RunVerbAsync(string[] verb, params string[] answers)
    {
        using var terminal = new Terminal(output, isOutputPiped: true, error, isErrorPiped: true)
        {
            PipedInput = new StringReader(string.Concat(answers.Select(answer => answer + "\n"))),
        };
        return await CommandLine.RunAsync([.. verb, "--config", Config], terminal);
    }

    public ConnectorConfiguration Load() => new ConfigurationLoader(new ProcessEnvironment()).Load(Config);

    public async ValueTask DisposeAsync()
    {
        await KeyCrm.DisposeAsync();
        folder.Dispose();
    }

    private long Ask(string sql, string sku)
    {
        using var site = new SqliteConnection($"Data Source={At("site.db")};Pooling=False");
        site.Open();
        using var command = site.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$sku", sku);
        return (long)command.ExecuteScalar()!;
    }
}
