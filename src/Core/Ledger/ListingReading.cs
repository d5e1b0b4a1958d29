using Connector.Abstractions;
using Connector.Core.Matching;
using Dapper;
using Microsoft.Data.Sqlite;

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
            Insert(connection, transaction, store, reading, buffer);
        });
        buffer.Clear();
    }

    // A shop is mostly as it was: then only the number of the reading is renewed, which touches no index.
    internal static void Insert(SqliteConnection connection, SqliteTransaction transaction, string store, long reading, IEnumerable<Listing> listings)
    {
        using var renew = new BulkCommand(connection, transaction, """
            UPDATE listing SET reading = $8 WHERE store = $0 AND ref = $1 AND sku = $2 AND quantity IS $3 AND tracked = $4 AND name IS $5 AND url IS $6
                AND parent IS $7
            """, 9);
        using var upsert = new BulkCommand(connection, transaction, """
            INSERT INTO listing (store, ref, sku, quantity, tracked, name, url, parent, reading, loose)
            VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (store, ref) DO UPDATE SET sku = excluded.sku, quantity = excluded.quantity, tracked = excluded.tracked,
                name = excluded.name, url = excluded.url, parent = excluded.parent, reading = excluded.reading, loose = excluded.loose
            """, 10);
        foreach (var listing in listings)
        {
            var (quantity, tracked) = (SqlNumber.Bind(listing.Quantity), listing.TracksStock ? 1 : 0);
            if (renew.Run(store, listing.Ref.Value, listing.Sku, quantity, tracked, listing.Name, listing.Url, listing.Parent?.Value, reading) == 0)
                upsert.Run(store, listing.Ref.Value, listing.Sku, quantity, tracked, listing.Name, listing.Url, listing.Parent?.Value, reading, SkuKey.Loosest(listing.Sku));
        }
    }
}
