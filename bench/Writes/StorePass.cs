using Connector.Adapters.OpenCart;
using Connector.Bench.Measuring;
using Connector.Core.Sync;
using Microsoft.Extensions.Logging.Abstractions;

namespace Connector.Bench.Writes;

/// <summary>Ours: a whole pass over the shop by the engine and the OpenCart adapter, ledger and journal included.</summary>
internal sealed class StorePass : IDisposable
{
    private readonly BenchShop shop;
    private readonly Catalogue catalogue;
    private readonly LedgerFolder folder = new();

    public StorePass(BenchShop shop, Catalogue catalogue)
    {
        this.shop = shop;
        this.catalogue = catalogue;
        NextRound();
    }

    /// <summary>The round whose numbers the ledger says keyCRM gave.</summary>
    public int Round { get; private set; }

    /// <summary>Lets a scan of keyCRM end with the next round's numbers.</summary>
    public void NextRound() => LedgerFolder.StoreSnapshot(folder.Ledger, catalogue.Levels(++Round, folder.Ledger.Observe()).ToList());

    public async Task RunAsync()
    {
        await using var adapter = new OpenCartAdapterFactory().Create(new BenchContext(), new OpenCartOptions { ConnectionString = shop.ConnectionString });
        var pass = new StoreSync(LedgerFolder.Store, adapter, folder.Ledger, text => text, TimeProvider.System, NullLogger.Instance, null);
        var report = await pass.RunAsync(SyncMode.Apply, CancellationToken.None);
        if (!report.IsConverged || report.Count(ItemOutcome.Applied) != catalogue.Changed)
            throw new InvalidOperationException(report.Failure ?? $"The pass applied {report.Count(ItemOutcome.Applied)} of {catalogue.Changed} changes.");
    }

    public void Dispose() => folder.Dispose();
}
