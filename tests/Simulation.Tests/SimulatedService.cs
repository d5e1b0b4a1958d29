using System.Text.Json;
using Connector.Abstractions;
using Connector.Core.KeyCrm;
using Connector.Core.Ledger;
using Connector.Core.Matching;
using Connector.Core.Planning;
using Connector.Core.Stock;
using Connector.Core.Sync;
using Connector.Host.Configuration;
using Connector.Host.Configuration.Json;
using Connector.Host.Plugins;
using Connector.Host.Redaction;
using Connector.Host.Runtime;
using Connector.Host.Service;
using AccountReader = Connector.Core.KeyCrm.AccountReader;

namespace Connector.Simulation.Tests;

/// <summary>The service's own workers between one account and its shops, which can be killed and started again at any moment.</summary>
/// <param name="folder">Where its ledger lies; outlives its deaths.</param>
/// <param name="clock">Its clock.</param>
/// <param name="log">Takes what it logs.</param>
/// <param name="http">Leads to keyCRM.</param>
/// <param name="runToAsync">Lets the world's time pass.</param>
internal sealed class SimulatedService(string folder, VirtualClock clock, RecordedLog log, HttpClient http, Func<TimeSpan, Task> runToAsync)
{
    public const string ShopSecret = "shop-s3cret-key-0123456789";
    public const string ApiKey = "a2V5Q1JNLXMzY3JldA0123456789abcdef";

    private Life? life;

    public required WebhookMode Mode { get; init; }

    /// <summary>Whether the guard holds what is dangerous.</summary>
    public required bool IsGuarded { get; init; }

    /// <summary>The ledger of the running service.</summary>
    public Ledger Ledger => life!.Context.Ledger;

    public StoreWorker? Worker(string shop) => life?.Workers.Stores.FirstOrDefault(worker => worker.Store.Configuration.Id.Value == shop);

    /// <summary>A webhook arrives. Nobody takes it where the service does not run.</summary>
    public void Deliver(string body)
    {
        if (life is { } now)
            _ = now.Context.Ledger.Inbox.AppendAsync("main", JsonSerializer.SerializeToUtf8Bytes(JsonDocument.Parse(body).RootElement), CancellationToken.None);
    }

    /// <summary>Starts it.</summary>
    /// <param name="shops">Its stores, and the buffer of each.</param>
    public async Task StartAsync(IEnumerable<(SimulatedShop Shop, decimal Buffer)> shops)
    {
        var redactor = new SecretRedactor();
        redactor.Add([ShopSecret, ApiKey]);
        var ledger = Ledger.Open(folder, clock);
        var context = new ServiceContext(ledger, redactor, log, clock);
        var options = new KeyCrmOptions { Account = "main", BaseUrl = new Uri("http://keycrm.test/v1"), Key = ApiKey };
        var reader = new AccountReader(http, options, ledger, clock, log);
        var account = new AccountConfiguration
        {
            KeyCrm = options,
            PollEvery = PollSchedule.Every(TimeSpan.FromMinutes(2)),
            Webhook = new WebhookConfiguration { Secrets = ["hook-secret"], Mode = Mode },
        };
        var cut = new CancellationTokenSource();
        life = new Life(context, new WorkerSet(context, cut.Token), account, reader, cut, [.. shops.Select(store => Open(store.Shop, store.Buffer))]);
        await ApplyAsync();
    }

    /// <summary>Another rule for one store while the service runs: its worker is replaced, the others do not notice.</summary>
    public async Task ReloadAsync(SimulatedShop shop, decimal buffer)
    {
        var old = life!.Stores.Single(store => store.Configuration.Id.Value == shop.Name);
        life = life with { Stores = [.. life.Stores.Select(store => store == old ? Open(shop, buffer) : store)] };
        await ApplyAsync();
        await old.DisposeAsync();
    }

    /// <summary>Ends it at once, wherever it is: what was on the wire is not waited for.</summary>
    public async Task CrashAsync()
    {
        if (life is not { } dead)
            return;
        life = null;
        dead.Cut.Cancel();
        await WaitAsync(dead.Workers.DisposeAsync().AsTask());
        dead.Reader.Dispose();
        dead.Context.Ledger.Dispose();
        dead.Cut.Dispose();
        foreach (var store in dead.Stores)
            await store.DisposeAsync();
    }

    private Task ApplyAsync() => WaitAsync(life!.Workers.ApplyAsync(
        life.Stores, new Dictionary<string, (AccountConfiguration, AccountReader)> { ["main"] = (life.Account, life.Reader) }));

    private OpenStore Open(SimulatedShop shop, decimal buffer) => new(
        new StoreConfiguration
        {
            Id = new StoreId(shop.Name),
            Adapter = "simulated",
            Account = "main",
            Enabled = true,
            Options = new LocatedNode { File = "/", Line = 1, Column = 1, Path = "$", Kind = JsonValueKind.Object },
            Node = null!,
            Folder = folder,
            Stock = new StockRule { Buffer = buffer },
            Match = new MatchRule(),
            Guard = IsGuarded ? new GuardLimits { MinItems = 5 } : new GuardLimits { MinItems = int.MaxValue },
            Drift = new DriftRule { Every = TimeSpan.FromMinutes(6), Settle = TimeSpan.FromMinutes(1) },
        },
        shop, new HostStoreContext(new StoreId(shop.Name), log, clock, folder));

    private async Task WaitAsync(Task task)
    {
        for (var i = 0; !task.IsCompleted; i++)
        {
            i.ShouldBeLessThan(1000, "it never ends");
            await runToAsync(clock.Elapsed + TimeSpan.FromSeconds(1));
        }

        await task;
    }

    private sealed record Life(ServiceContext Context, WorkerSet Workers, AccountConfiguration Account, AccountReader Reader, CancellationTokenSource Cut, IReadOnlyList<OpenStore> Stores);
}
