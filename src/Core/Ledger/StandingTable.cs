using Connector.Abstractions;
using Dapper;

namespace Connector.Core.Ledger;

/// <summary>How far the running service is with each store.</summary>
public sealed class StandingTable
{
    private readonly Ledger ledger;

    internal StandingTable(Ledger ledger) => this.ledger = ledger;

    /// <summary>The standing of a store; <see langword="null"/> before the service has read it whole.</summary>
    public Standing? Find(StoreId store) =>
        ledger.Read(connection => connection.Query("SELECT planned, read_at, in_stock, rules FROM standing WHERE store = @store", new { store = store.Value })
            .Select(row => new Standing
            {
                Store = store,
                Planned = (long)row.planned,
                ReadAt = SqlTime.Read((string)row.read_at),
                InStock = (int)(long)row.in_stock,
                Rules = (string)row.rules,
            })
            .SingleOrDefault());

    /// <summary>Forgets how far a store was: it is read whole next.</summary>
    public void Forget(StoreId store) =>
        ledger.Write((connection, transaction) => connection.Execute("DELETE FROM standing WHERE store = @store", new { store = store.Value }, transaction));
}
