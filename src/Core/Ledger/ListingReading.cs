using Connector.Abstractions;
using Dapper;

namespace Connector.Core.Ledger;

/// <summary>A reading of a whole store that is being taken in. Rows the reading did not bring go when it is finished.</summary>
public sealed class ListingReading
{
    private readonly Ledger ledger;
    private readonly string store;
    private readonly int rowsPerTransaction;
    private readonly long reading;
    private readonly List<Listing> buffer = [];

    internal ListingReading(Ledger ledger, string store, int rowsPerTransaction)
    {
        this.ledger = ledger;
        this.store = store;
        this.rowsPerTransaction = rowsPerTransaction;
        reading = ledger.Observe().Sequence;
    }

    /// <summary>Takes in one listing.</summary>
    public void Add(Listing listing)
    {
        buffer.Add(listing);
        if (buffer.Count >= rowsPerTransaction)
            Flush();
    }

    /// <summary>Ends a reading that was whole.</summary>
    public void Finish()
    {
        Flush();
        ledger.Write((connection, transaction) => connection.Execute(
            "DELETE FROM listing WHERE store = @store AND reading <> @reading", new { store, reading }, transaction));
    }

    private void Flush()
    {
        if (buffer.Count == 0)
            return;
        ledger.Write((connection, transaction) =>
        {
            using var upsert = new BulkCommand(connection, transaction, """
                INSERT INTO listing (store, ref, sku, quantity, tracked, name, url, parent, reading)
                VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8)
                ON CONFLICT (store, ref) DO UPDATE SET sku = excluded.sku, quantity = excluded.quantity, tracked = excluded.tracked,
                    name = excluded.name, url = excluded.url, parent = excluded.parent, reading = excluded.reading
                """, 9);
            foreach (var listing in buffer)
            {
                upsert.Run(store, listing.Ref.Value, listing.Sku, SqlNumber.Bind(listing.Quantity), listing.TracksStock ? 1 : 0,
                    listing.Name, listing.Url, listing.Parent?.Value, reading);
            }
        });
        buffer.Clear();
    }
}
