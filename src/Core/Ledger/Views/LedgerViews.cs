using System.Globalization;
using Connector.Abstractions;
using Connector.Core.Planning;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Connector.Core.Ledger.Views;

/// <summary>What a person looks at: searches, pages and sums. Nothing here decides anything.</summary>
public sealed class LedgerViews
{
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
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            SELECT l.ref, l.sku, l.quantity, l.tracked, l.name, l.url, l.parent,
                d.quantity, d.before, d.reason, d.observation, d.observed_at, d.state, d.attempts, d.code, d.message, d.changed_at, d.next_at
            FROM listing l INDEXED BY listing_sku LEFT JOIN desired d ON d.store = l.store AND d.ref = l.ref
            WHERE l.store = $store {Condition(filter)} {(text.Length > 0 ? "AND (holds(l.sku, $text) OR holds(l.name, $text))" : "")}
            ORDER BY l.store, l.sku LIMIT $most OFFSET $skip
            """;
        connection.CreateFunction("holds", (string? whole, string part) => whole is not null && whole.Contains(part, StringComparison.OrdinalIgnoreCase), isDeterministic: true);
        command.Parameters.AddWithValue("$store", store.Value);
        command.Parameters.AddWithValue("$text", text);
        command.Parameters.AddWithValue("$most", size + 1);
        command.Parameters.AddWithValue("$skip", (page - 1) * size);
        using var reader = command.ExecuteReader();
        var rows = new List<ListingRow>();
        while (reader.Read())
            rows.Add(new ListingRow(Listing(reader), reader.IsDBNull(12) ? null : Desired(reader)));
        return Page<ListingRow>.Of(rows, page, size);
    });

    /// <summary>Numbers that wait for a person, the worst first: those that set to zero what is in stock, then the greatest loss.</summary>
    public Page<ListingRow> Held(StoreId store, int page, int size) => ledger.Read(connection =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT d.ref, d.sku, l.quantity, coalesce(l.tracked, 1), l.name, l.url, l.parent,
                d.quantity, d.before, d.reason, d.observation, d.observed_at, d.state, d.attempts, d.code, d.message, d.changed_at, d.next_at
            FROM desired d LEFT JOIN listing l ON l.store = d.store AND l.ref = d.ref
            WHERE d.store = $store AND d.state = 'held'
            ORDER BY CAST(d.quantity AS REAL) <= 0 AND CAST(d.before AS REAL) > 0 DESC, CAST(d.before AS REAL) - CAST(d.quantity AS REAL) DESC, d.sku
            LIMIT $most OFFSET $skip
            """;
        command.Parameters.AddWithValue("$store", store.Value);
        command.Parameters.AddWithValue("$most", size + 1);
        command.Parameters.AddWithValue("$skip", (page - 1) * size);
        using var reader = command.ExecuteReader();
        var rows = new List<ListingRow>();
        while (reader.Read())
            rows.Add(new ListingRow(Listing(reader), Desired(reader)));
        return Page<ListingRow>.Of(rows, page, size);
    });

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
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"{JournalTable.Select} WHERE run = $run ORDER BY id LIMIT $most OFFSET $skip";
        command.Parameters.AddWithValue("$run", run);
        command.Parameters.AddWithValue("$most", size + 1);
        command.Parameters.AddWithValue("$skip", (page - 1) * size);
        return Page<JournalEntry>.Of(JournalTable.Map(command), page, size);
    });

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

    private static Listing Listing(SqliteDataReader reader) => new()
    {
        Ref = new ListingRef(reader.GetString(0)),
        Sku = reader.GetString(1),
        Quantity = SqlNumber.Read(reader, 2),
        TracksStock = reader.GetBoolean(3),
        Name = Text(reader, 4),
        Url = Text(reader, 5),
        Parent = Text(reader, 6) is { } parent ? new ListingRef(parent) : null,
    };

    private static DesiredNumber Desired(SqliteDataReader reader) => new()
    {
        Ref = new ListingRef(reader.GetString(0)),
        Sku = reader.GetString(1),
        Quantity = SqlNumber.Read(reader, 7)!.Value,
        Before = SqlNumber.Read(reader, 8),
        Reason = reader.GetString(9),
        Observation = new Stock.Observation(reader.GetInt64(10), SqlTime.Read(reader.GetString(11))),
        State = Enum.Parse<DesiredState>(reader.GetString(12), ignoreCase: true),
        Attempts = reader.GetInt32(13),
        Code = Text(reader, 14),
        Message = Text(reader, 15),
        ChangedAt = SqlTime.Read(reader.GetString(16)),
        NextAt = Text(reader, 17) is { } next ? SqlTime.Read(next) : null,
    };

    private static string? Text(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
