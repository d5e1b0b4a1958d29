using Connector.Abstractions;
using Connector.Core.Ledger;
using Connector.Core.Matching;
using Connector.Core.Planning;
using Connector.Core.Stock;
using Connector.Core.Sync;
using Connector.Testing;

namespace Connector.Bench.Measuring;

/// <summary>A ledger in a temporary folder, and what keyCRM says put into it.</summary>
internal sealed class LedgerFolder : IDisposable
{
    public const string Account = "main";

    /// <summary>The store that is measured, with every rule as it is by default.</summary>
    public static StoreDefinition Store { get; } = new()
    {
        Id = new StoreId("shop"),
        Account = Account,
        Stock = new StockRule(),
        Match = new MatchRule(),
        Guard = new GuardLimits(),
        Drift = new DriftRule(),
    };

    private readonly TempFolder folder = new();

    public LedgerFolder() => Ledger = Ledger.Open(folder.Path, TimeProvider.System);

    public string Path => folder.Path;

    public Ledger Ledger { get; }

    /// <summary>Stores a proven snapshot, as a scan of the account ends.</summary>
    public static void StoreSnapshot(Ledger ledger, IReadOnlyList<Level> levels) =>
        ledger.Levels.StoreSnapshot(Account, levels, new Dictionary<long, string>(), levels[0].Observation, new SnapshotSummary
        {
            At = levels[0].Observation.At,
            Offers = levels.Count,
            Requests = (levels.Count + 49) / 50,
            WithoutSku = 0,
            DuplicateSkus = 0,
            Unreadable = 0,
        });

    public void Dispose() => folder.Dispose();
}
