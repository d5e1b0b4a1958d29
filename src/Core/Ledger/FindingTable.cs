using Connector.Abstractions;
using Connector.Core.Planning;
using Dapper;

namespace Connector.Core.Ledger;

/// <summary>What a person may want to look at, as the latest pass over each store found it.</summary>
public sealed class FindingTable
{
    private readonly Ledger ledger;

    internal FindingTable(Ledger ledger) => this.ledger = ledger;

    /// <summary>Puts the findings of a store's latest pass in place of the earlier ones.</summary>
    public void Replace(StoreId store, IReadOnlyCollection<Finding> findings) =>
        ledger.Write((connection, transaction) =>
        {
            connection.Execute("DELETE FROM finding WHERE store = @store", new { store = store.Value }, transaction);
            using var insert = new BulkCommand(connection, transaction,
                "INSERT INTO finding (store, kind, sku, ref, offer, detail) VALUES ($0, $1, $2, $3, $4, $5)", 6);
            foreach (var finding in findings)
                insert.Run(store.Value, finding.Kind.ToString(), finding.Sku, finding.Ref, finding.Offer, finding.Detail);
        });

    /// <summary>The findings of a store, by SKU.</summary>
    public IReadOnlyList<Finding> List(StoreId store, params FindingKind[] kinds) =>
        ledger.Read(connection =>
        {
            return connection.Query("SELECT kind, sku, ref, offer, detail FROM finding WHERE store = @store AND kind IN @kinds ORDER BY sku, ref, offer",
                    new { store = store.Value, kinds = kinds.Select(kind => kind.ToString()) })
                .Select(row => new Finding(Enum.Parse<FindingKind>((string)row.kind), (string?)row.sku, (string?)row.@ref, (long?)row.offer, (string)row.detail))
                .ToList();
        });
}
