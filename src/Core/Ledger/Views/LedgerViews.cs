using System.Globalization;
using Connector.Abstractions;
using Connector.Core.Planning;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Connector.Core.Ledger.Views;

/// <summary>What a person looks at: searches, pages and sums. Nothing here decides anything.</summary>
public sealed class LedgerViews
{
    // Where the columns of the desired number begin.
    private const int AfterListing = 7;

    private readonly Ledger ledger;

    internal LedgerViews(Ledger ledger) => this.ledger = ledger;

    /// <summary>Listings of a store, by SKU.</summary>
    /// <param name="store">The store.</param>
    /// <param name="filter">Which.</param>
    /// <param name="text">Part of a SKU or a name, in capitals or not; empty for any.</param>
    /// <param name="page">The page's number, from 1.</param>
    /// <param name="size">Rows of a page.</param>
    public Page<ListingRow> Listings(StoreId store, ListingFilter filter, string text, int page, int size) => ledger.Read(connection =>
    {
        connection.CreateFunction("holds", (string? whole, string part) => whole is not null && whole.Contains(part, StringComparison.OrdinalIgnoreCase), isDeterministic: true);
        return Paged(connection, page, size, reader => new ListingRow(ListingTable.Map(reader), reader.IsDBNull(AfterListing) ? null : DesiredTable.Map(reader, AfterListing)),
            $"""
            SELECT l.ref, l.sku, l.quantity, l.tracked, l.name, l.url, l.parent, {DesiredTable.Columns("d.")}
            FROM listing l INDEXED BY listing_sku LEFT JOIN desired d ON d.store = l.store AND d.ref = l.ref
            WHERE l.store = $store {Condition(filter)} {(text.Length > 0 ? "AND (holds(l.sku, $text) OR holds(l.name, $text))" : "")}
            ORDER BY l.store, l.sku
            """, ("$store", store.Value), ("$text", text));
    });

    /// <summary>Numbers that wait for a person, the worst first: those that set to zero what is in stock, then the greatest loss.</summary>
    public Page<ListingRow> Held(StoreId store, int page, int size) => ledger.Read(connection =>
        Paged(connection, page, size, reader => new ListingRow(ListingTable.Map(reader), DesiredTable.Map(reader, AfterListing)),
            $"""
            SELECT d.ref, d.sku, l.quantity, coalesce(l.tracked, 1), l.name, l.url, l.parent, {DesiredTable.Columns("d.")}
            FROM desired d LEFT JOIN listing l ON l.store = d.store AND l.ref = d.ref
            WHERE d.store = $store AND d.state = 'held'
            ORDER BY CAST(d.quantity AS REAL) <= 0 AND CAST(d.before AS REAL) > 0 DESC, CAST(d.before AS REAL) - CAST(d.quantity AS REAL) DESC, d.sku
            """, ("$store", store.Value)));

    /// <summary>Numbers taken and not taken, hour by hour; hours without any are left out.</summary>
    public IReadOnlyList<HourCount> Hours(DateTimeOffset since) => ledger.Read(connection => connection
        .Query<(string Hour, string Store, long Applied, long Failed)>("""
            SELECT substr(at, 1, 13), store, sum(outcome IN ('applied', 'accepted')), sum(outcome IN ('failed', 'rejected', 'notFound'))
            FROM journal WHERE at >= @since GROUP BY substr(at, 1, 13), store
            """, new { since = SqlTime.Bind(since) })
        .Select(row => new HourCount(
            DateTimeOffset.ParseExact(row.Hour, "yyyy-MM-dd'T'HH", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal), row.Store, (int)row.Applied, (int)row.Failed))
        .ToList());

    /// <summary>Runs that changed something, or did not end well, newest first.</summary>
    public Page<Run> Runs(StoreId? store, int page, int size) => ledger.Read(connection => Page<Run>.Of(
        [.. connection.Query($"{RunTable.Select} WHERE (@store IS NULL OR store = @store) AND (changes > 0 OR state <> 'done') ORDER BY id DESC LIMIT @most OFFSET @skip",
            new { store = store?.Value, most = size + 1, skip = (page - 1) * size }).Select(row => (Run)RunTable.Map(row))],
        page, size));

    /// <summary>What a run did, in order.</summary>
    public Page<JournalEntry> Entries(long run, int page, int size) => ledger.Read(connection =>
        Paged(connection, page, size, JournalTable.Map, JournalTable.Select + " WHERE run = $run ORDER BY id", ("$run", run)));

    /// <summary>What was done, in one store or in all, newest first.</summary>
    public Page<JournalEntry> Journal(StoreId? store, int page, int size) => ledger.Read(connection => store is { } one
        ? Paged(connection, page, size, JournalTable.Map, JournalTable.Select + " WHERE store = $store ORDER BY at DESC, id DESC", ("$store", one.Value))
        : Paged(connection, page, size, JournalTable.Map, JournalTable.Select + " ORDER BY id DESC"));

    private static Page<T> Paged<T>(
        SqliteConnection connection, int page, int size, Func<SqliteDataReader, T> map, string query, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = connection.CreateCommand();
        command.CommandText = query + " LIMIT $most OFFSET $skip";
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        command.Parameters.AddWithValue("$most", size + 1);
        command.Parameters.AddWithValue("$skip", (page - 1) * size);
        return Page<T>.Of(SqlRows.All(command, map), page, size);
    }

    // Every condition that names references or SKUs is answered once, into an index of its own.
    private static string Condition(ListingFilter filter) => filter switch
    {
        ListingFilter.Pending => "AND l.ref IN (SELECT ref FROM desired WHERE store = $store AND state IN ('pending', 'settling', 'held'))",
        ListingFilter.Failing => "AND l.ref IN (SELECT ref FROM desired WHERE store = $store AND state IN ('failing', 'parked', 'gone'))",
        ListingFilter.Contested => $"AND l.ref IN (SELECT ref FROM desired WHERE store = $store AND code = '{DesiredCode.Contested}')",
        ListingFilter.Ambiguous => $"AND l.sku IN (SELECT sku FROM finding WHERE store = $store AND kind = '{FindingKind.Duplicate}')",
        ListingFilter.Unmatched => $"AND l.ref IN (SELECT ref FROM finding WHERE store = $store AND kind = '{FindingKind.OnlyInStore}')",
        ListingFilter.Zero => "AND CAST(l.quantity AS REAL) <= 0",
        _ => "",
    };
}
