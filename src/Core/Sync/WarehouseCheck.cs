using Connector.Abstractions;
using Connector.Core.Stock;

namespace Connector.Core.Sync;

/// <summary>
/// A mistyped warehouse id would make every number of a store a zero. There is no list of warehouses to check it against, so it
/// must have been seen on some offer at least once.
/// </summary>
internal static class WarehouseCheck
{
    /// <exception cref="StoreException">The store's rules name a warehouse that was never seen.</exception>
    public static void RefuseUnknown(StoreDefinition store, Ledger.Ledger ledger)
    {
        var named = StockCalculator.NamedWarehouses(store.Stock);
        if (named.Count == 0)
            return;
        var known = ledger.Levels.Warehouses(store.Account);
        var unknown = named.Where(id => !known.ContainsKey(id)).Order().ToList();
        if (unknown.Count > 0)
        {
            throw new StoreException(StoreFailure.Misconfigured,
                $"stock.warehouses of store {store.Id} names {string.Join(", ", unknown)}, which no offer of account {store.Account} has ever had. "
                + $"keyCRM has: {string.Join(", ", known.Select(warehouse => $"{warehouse.Key} {warehouse.Value}"))}. Nothing is written until this is put right.");
        }
    }
}
