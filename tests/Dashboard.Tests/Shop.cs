using Connector.Host.Demo;
using Connector.Host.Redaction;
using Connector.Host.Runtime;
using Connector.Host.Service;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Connector.Dashboard.Tests;

/// <summary>The demonstration's account and shops, and the real service with its dashboard before them.</summary>
internal sealed class Shop : IAsyncDisposable
{
    private const int Offers = 300;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConnectorSession session;
    private readonly CancellationTokenSource stop = new();
    private readonly TaskCompletionSource<Uri> address = new();
    private readonly Task running;

    private Shop(DemoWorld world, ConnectorSession session)
    {
        World = world;
        this.session = session;
        running = new ConnectorService(session).RunAsync(addresses => address.SetResult(addresses[0]), stop.Token);
    }

    public DemoWorld World { get; }

    public Uri Address { get; private set; } = null!;

    public string State => session.Configuration.StateFolder;

    public static async Task<Shop> OpenAsync(TimeProvider? time = null)
    {
        var world = await DemoWorld.BuildAsync(Offers, CancellationToken.None);
        // What a stranger could put into a shop.
        await using (var site = new SqliteConnection($"Data Source={Path.Combine(world.Folder, "site.db")};Pooling=false"))
        {
            await site.OpenAsync();
            await using var insert = site.CreateCommand();
            insert.CommandText = "INSERT INTO goods (article, title, price, qty) VALUES ('<script>document.title=''broken''</script>', '<b>x', 1, 3), ('=1+1', 'y', 1, 4)";
            await insert.ExecuteNonQueryAsync();
        }

        var session = await ConnectorSession.OpenAsync(world.ConfigPath, new SecretRedactor(), NullLoggerFactory.Instance, time ?? TimeProvider.System);
        var shop = new Shop(world, session);
        shop.Address = await shop.address.Task.WaitAsync(Patience);
        world.KeyCrm.Webhooks.Add(new Uri(shop.Address, $"webhooks/keycrm/demo/{DemoWorld.WebhookSecret}"));
        return shop;
    }

    /// <summary>Waits until every shop holds what it should.</summary>
    public async Task RightAsync()
    {
        IReadOnlyList<(string Store, string Sku, decimal Holds, decimal Expected)> wrong = [];
        try
        {
            await UntilAsync(() => (wrong = World.Differences()).Count == 0);
        }
        catch (ShouldAssertException exception)
        {
            var stores = session.Stores.Select(store => $"{store.Configuration.Id}: {session.Ledger.Runs.Last(store.Configuration.Id)}");
            throw new InvalidOperationException($"Not right after {Patience}: {wrong.Count} differences. {string.Join('\n', wrong.Take(5).Select(one => one.ToString()).Concat(stores))}", exception);
        }
    }

    public static async Task UntilAsync(Func<bool> isSo)
    {
        var began = System.Diagnostics.Stopwatch.StartNew();
        while (!isSo())
        {
            began.Elapsed.ShouldBeLessThan(Patience);
            await Task.Delay(50);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.WaitAsync(Patience);
        await session.DisposeAsync();
        await World.DisposeAsync();
        stop.Dispose();
        SqliteConnection.ClearAllPools();
    }
}
