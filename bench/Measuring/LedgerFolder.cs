using Connector.Core.Ledger;
using Connector.Core.Stock;
using Connector.Testing;

namespace Connector.Bench.Measuring;

/// <summary>A ledger in a temporary folder, and what keyCRM says put into it.</summary>
internal sealed class LedgerFolder : IDisposable
{
    public const string Account = "main";

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
