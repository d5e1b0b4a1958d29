using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Connector.Testing.Receivers;

/// <summary>One of the receivers in <c>samples/</c>, running as its own process on a database of its own.</summary>
public sealed partial class SampleReceiver : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly TestDatabase _database;
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly System.Text.StringBuilder _said = new();

    private SampleReceiver(TestDatabase database, ProcessStartInfo start, string secret)
    {
        _database = database;
        Secret = secret;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment["STOCK_SECRET"] = secret;
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException($"The sample ended before it listened:\n{Said}"));
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>The secret it knows.</summary>
    public string Secret { get; }

    /// <summary>What it has written to its output and error streams.</summary>
    public string Said
    {
        get
        {
            lock (_said)
                return _said.ToString();
        }
    }

    /// <summary>Starts <c>samples/receiver-php</c> or <c>samples/receiver-aspnet</c> on SQLite.</summary>
    /// <param name="name"><c>php</c> or <c>aspnet</c>.</param>
    /// <param name="secret">One or several, separated by spaces.</param>
    public static async Task<SampleReceiver> StartAsync(string name, string secret)
    {
        var database = await SqliteDatabase.CreateAsync();
        await database.ExecuteAsync("CREATE TABLE goods (id INTEGER PRIMARY KEY, sku TEXT NOT NULL, qty INTEGER NOT NULL, seq INTEGER)");
        var file = Path.Combine(database.Folder, "shop.db");
        var start = name == "php"
            ? Php(new() { ["STOCK_DSN"] = $"sqlite:{file}" })
            : new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "receiver-aspnet", "StockReceiver.dll"), "--urls", "http://127.0.0.1:0"])
            {
                Environment = { ["STOCK_DB"] = $"Data Source={file}" },
            };
        return await StartAsync(database, start, secret);
    }

    /// <summary>Starts <c>samples/receiver-php</c> on MariaDB.</summary>
    /// <param name="database">A fresh database; disposed with the sample.</param>
    /// <param name="secret">One or several, separated by spaces.</param>
    public static async Task<SampleReceiver> StartPhpAsync(MariaDbDatabase database, string secret)
    {
        await database.ExecuteAsync("CREATE TABLE goods (id INT PRIMARY KEY AUTO_INCREMENT, sku VARCHAR(191) NOT NULL, qty INT NOT NULL, seq BIGINT NULL)");
        var server = new MySqlConnector.MySqlConnectionStringBuilder(database.ConnectionString);
        return await StartAsync(database, Php(new()
        {
            ["STOCK_DSN"] = $"mysql:host={server.Server};port={server.Port};dbname={server.Database};charset=utf8mb4",
            ["STOCK_DB_USER"] = server.UserID,
            ["STOCK_DB_PASSWORD"] = server.Password,
        }), secret);
    }

    /// <summary>Adds an article.</summary>
    public Task AddAsync(string sku, int quantity) =>
        _database.ExecuteAsync($"INSERT INTO goods (sku, qty) VALUES ('{sku.Replace("\\", _database is MariaDbDatabase ? "\\\\" : "\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}', {quantity})");

    /// <summary>Adds articles <c>S-1</c>, <c>S-2</c>, … without stock.</summary>
    public Task AddManyAsync(string prefix, int count) =>
        _database.ExecuteAsync($"INSERT INTO goods (sku, qty) VALUES {string.Join(',', Enumerable.Range(1, count).Select(i => $"('{prefix}{i}', 0)"))}");

    /// <summary>Every article as <c>sku|number</c>, in the order in which they were added.</summary>
    public Task<IReadOnlyList<string>> GoodsAsync() => _database.DumpAsync("SELECT sku, qty FROM goods ORDER BY id");

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }

        _process.Dispose();
        await _database.DisposeAsync();
    }

    private static ProcessStartInfo Php(Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("php", ["-S", "127.0.0.1:0", Path.Combine(AppContext.BaseDirectory, "receiver-php", "stock-receiver.php")]);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return start;
    }

    private static async Task<SampleReceiver> StartAsync(TestDatabase database, ProcessStartInfo start, string secret)
    {
        var sample = new SampleReceiver(database, start, secret);
        sample._process.Start();
        sample._process.BeginOutputReadLine();
        sample._process.BeginErrorReadLine();
        sample.Address = await sample._address.Task.WaitAsync(Patience);
        return sample;
    }

    private void Hear(string? line)
    {
        lock (_said)
            _said.AppendLine(line);
        if (Listening().Match(line ?? "") is { Success: true } match)
            _address.TrySetResult(new Uri(match.Value));
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Listening();
}
