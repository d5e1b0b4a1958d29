using Connector.Abstractions;
using Connector.Core.Matching;
using Connector.Core.Planning;
using Connector.Core.Stock;
using Connector.Core.Sync;
using Connector.Core.Tests.Ledger;
using Connector.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Connector.Core.Tests.Sync;

/// <summary>One shop in memory, a ledger of its own, and passes over the shop in virtual time.</summary>
public abstract class StorePassTest : IDisposable
{
    private readonly LedgerFixture fixture = new();

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected MemoryStore Shop { get; init; } = new();

    private protected Core.Ledger.Ledger Ledger => fixture.Ledger;

    private protected PausingTime Time => fixture.Time;

    /// <summary>Whether time passes, and fast, while the shop is being called.</summary>
    private protected bool IsStuck { get; set; }

    private protected StoreDefinition Definition { get; set; } = new()
    {
        Id = new StoreId("shop"),
        Account = "main",
        Stock = new StockRule(),
        Match = new MatchRule(),
        Guard = new GuardLimits(),
        Drift = new DriftRule(),
    };

    public void Dispose()
    {
        fixture.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected void Say(params (long Offer, decimal Quantity)[] levels) => Ledger.Levels.Store("main",
        [.. levels.Select(level => new Level { Offer = level.Offer, Sku = $"S-{level.Offer}", Quantity = level.Quantity, Reserve = 0, Observation = Ledger.Observe() })]);

    private protected void Open(int goods, decimal quantity = 1)
    {
        for (var i = 1; i <= goods; i++)
            Shop.Put($"{i}", $"S-{i}", quantity);
    }

    private protected StoreSync Pass(IStoreAdapter? adapter = null, StoreDefinition? definition = null) => new(
        definition ?? Definition, adapter ?? Shop, Ledger, text => text.Replace("s3cret", "***", StringComparison.Ordinal), Time, NullLogger.Instance, null);

    private protected Task<StoreReport> SyncAsync(
        SyncMode mode = SyncMode.Apply, IStoreAdapter? adapter = null, CancellationToken? token = null, StoreDefinition? definition = null) =>
        DriveAsync(Task.Run(() => Pass(adapter, definition).RunAsync(mode, token ?? Token)));

    // The clock moves only while the work pauses: what only takes its time takes none of the clock's.
    private protected async Task<T> DriveAsync<T>(Task<T> work)
    {
        while (!work.IsCompleted)
        {
            if (IsStuck)
                Time.Advance(TimeSpan.FromSeconds(20));
            else if (Shop.Underway == 0)
                Time.PassPause();
            await Task.WhenAny(work, Task.Delay(1, Token));
        }

        return await work;
    }
}
