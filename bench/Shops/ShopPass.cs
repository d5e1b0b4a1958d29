using Connector.Bench.Measuring;
using Connector.Core.Stock;
using Connector.Core.Sync;
using Microsoft.Extensions.Logging.Abstractions;

namespace Connector.Bench.Shops;

/// <summary>Ours: whole passes by the engine and the shop's adapter, ledger and journal included.</summary>
internal sealed class ShopPass(HttpShop shop) : IDisposable
{
    private readonly LedgerFolder folder = new();
    private readonly Dictionary<int, int> rounds = [];
    private int round;

    /// <summary>What keyCRM says of the SKU at a position. Numbers only rise, so that the guard has nothing to hold.</summary>
    public decimal Expected(int position) => 100 + (50 * rounds.GetValueOrDefault(position)) + (position % 40);

    /// <summary>Lets a scan of keyCRM end with new numbers for every <paramref name="changedEvery"/>th SKU; 0: with the same numbers.</summary>
    public void NextRound(int changedEvery)
    {
        round++;
        for (var position = 0; changedEvery > 0 && position < shop.Skus.Count; position += changedEvery)
            rounds[position] = round;
        LedgerFolder.StoreSnapshot(folder.Ledger,
        [
            .. shop.Skus.Select((sku, position) => new Level
            {
                Offer = position + 1, Sku = sku, Quantity = Expected(position), Reserve = 0, Observation = folder.Ledger.Observe(),
            }),
        ]);
    }

    /// <summary>One pass, checked in the shop.</summary>
    /// <returns>Seconds in all, and seconds of them in which a request was with the shop.</returns>
    public async Task<(double Seconds, double Waiting)> RunAsync()
    {
        var waited = shop.Waited;
        await using var adapter = shop.Open(shop.Lend());
        var seconds = await Timing.OfAsync(async () =>
        {
            var report = await new StoreSync(LedgerFolder.Store, adapter, folder.Ledger, text => text, TimeProvider.System, NullLogger.Instance, null)
                .RunAsync(SyncMode.Apply, CancellationToken.None);
            if (!report.IsConverged)
                throw new InvalidOperationException(report.Failure ?? $"{shop.Name}: {report.FailedItems} numbers were not taken.");
        });
        shop.Check(Expected);
        return (seconds, shop.Waited - waited);
    }

    public void Dispose() => folder.Dispose();
}
