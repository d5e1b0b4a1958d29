using Connector.Abstractions;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Connector.Core.Ledger;

/// <summary>What the stores hold, as last read or confirmed: the index from SKU to reference.</summary>
public sealed class ListingTable
{
    private const int RowsPerTransaction = 20_000;
    private const string Select = "SELECT ref, sku, quantity, tracked, name, url, parent FROM listing";

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
    public IReadOnlyList<Listing> FindBySku(StoreId store, string sku) => FindBy(store, "sku", [sku]);

    /// <summary>Takes in listings that were looked up one by one; what else is known of the store stays.</summary>
    public void Store(StoreId store, IReadOnlyList<Listing> listings)
    {
        var reading = ledger.Observe().Sequence;
        ledger.Write((connection, transaction) => ListingReading.Insert(connection, transaction, store.Value, reading, listings));
    }

    /// <summary>Forgets listings that a look-up by their SKU no longer brings.</summary>
    public void Remove(StoreId store, IEnumerable<ListingRef> listings) =>
        ledger.Write((connection, transaction) =>
        {
            using var delete = new BulkCommand(connection, transaction, "DELETE FROM listing WHERE store = $0 AND ref = $1", 2);
            foreach (var listing in listings)
                delete.Run(store.Value, listing.Value);
        });

    /// <summary>The listings of a store whose SKUs have one of these loosest keys (<see cref="Matching.SkuKey.Loosest"/>).</summary>
    public IReadOnlyList<Listing> FindByKeys(StoreId store, IEnumerable<string> keys) => FindBy(store, "loose", keys);

    /// <summary>Streams every listing of a store as it is known.</summary>
    public IEnumerable<Listing> Read(StoreId store)
    {
        using var connection = ledger.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = Select + " WHERE store = $store";
        command.Parameters.AddWithValue("$store", store.Value);
        using var reader = ledger.Guard(command.ExecuteReader);
        var next = reader.Read;
        while (ledger.Guard(next))
            yield return Map(reader);
    }

    /// <summary>One listing as it is known; <see langword="null"/> if the latest reading did not bring it.</summary>
    public Listing? Find(StoreId store, ListingRef listing) => FindBy(store, "ref", [listing.Value]).SingleOrDefault();

    /// <summary>How many listings a store had when it was last read whole.</summary>
    public int Count(StoreId store) =>
        ledger.Read(connection =>
        {
            return connection.ExecuteScalar<int>("SELECT count(*) FROM listing WHERE store = @store", new { store = store.Value });
        });

    private List<Listing> FindBy(StoreId store, string column, IEnumerable<string> values) =>
        ledger.Read(connection => SqlRows.By(connection, Select, ("store", store.Value), column, values, Map));

    internal static Listing Map(SqliteDataReader reader) => new()
    {
        Ref = new ListingRef(reader.GetString(0)),
        Sku = reader.GetString(1),
        Quantity = SqlNumber.Read(reader, 2),
        TracksStock = reader.GetBoolean(3),
        Name = SqlRows.Text(reader, 4),
        Url = SqlRows.Text(reader, 5),
        Parent = SqlRows.Text(reader, 6) is { } parent ? new ListingRef(parent) : null,
    };
}
