using Connector.Abstractions;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Connector.Core.Ledger;

/// <summary>What the stores hold, as last read or confirmed: the index from SKU to reference.</summary>
public sealed class ListingTable
{
    private const int RowsPerTransaction = 20_000;

    private readonly Ledger ledger;

    internal ListingTable(Ledger ledger) => this.ledger = ledger;

    /// <summary>
    /// Takes in a reading of a whole store, row by row as it comes. Nothing of it counts until
    /// <see cref="ListingReading.Finish"/>: a reading that broke off leaves the listings known before where they are.
    /// </summary>
    public ListingReading BeginReading(StoreId store) => new(ledger, store.Value, RowsPerTransaction);

    /// <summary>Notes what a store said it holds now.</summary>
    public void Confirm(StoreId store, IEnumerable<(ListingRef Ref, decimal Quantity)> numbers) =>
        ledger.Write((connection, transaction) =>
        {
            using var update = new BulkCommand(connection, transaction, "UPDATE listing SET quantity = $2 WHERE store = $0 AND ref = $1", 3);
            foreach (var (listing, quantity) in numbers)
                update.Run(store.Value, listing.Value, SqlNumber.Bind(quantity));
        });

    /// <summary>The listings of a store whose SKU is exactly <paramref name="sku"/>.</summary>
    public IReadOnlyList<Listing> FindBySku(StoreId store, string sku) =>
        ledger.Read(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT ref, sku, quantity, tracked, name, url, parent FROM listing WHERE store = $store AND sku = $sku";
            command.Parameters.AddWithValue("$store", store.Value);
            command.Parameters.AddWithValue("$sku", sku);
            using var reader = command.ExecuteReader();
            var found = new List<Listing>();
            while (reader.Read())
                found.Add(Map(reader));
            return found;
        });

    /// <summary>How many listings a store had when it was last read whole.</summary>
    public int Count(StoreId store) =>
        ledger.Read(connection =>
        {
            return connection.ExecuteScalar<int>("SELECT count(*) FROM listing WHERE store = @store", new { store = store.Value });
        });

    private static Listing Map(SqliteDataReader reader) => new()
    {
        Ref = new ListingRef(reader.GetString(0)),
        Sku = reader.GetString(1),
        Quantity = SqlNumber.Read(reader, 2),
        TracksStock = reader.GetBoolean(3),
        Name = reader.IsDBNull(4) ? null : reader.GetString(4),
        Url = reader.IsDBNull(5) ? null : reader.GetString(5),
        Parent = reader.IsDBNull(6) ? null : new ListingRef(reader.GetString(6)),
    };
}
