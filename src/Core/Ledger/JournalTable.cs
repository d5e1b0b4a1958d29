using Connector.Abstractions;
using Connector.Core.Planning;
using Connector.Core.Stock;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Connector.Core.Ledger;

/// <summary>
/// Every change ever made. A row is written before the store is called and completed with its answer, so that a killed
/// process leaves no change untold.
/// </summary>
public sealed class JournalTable
{
    /// <summary>How long entries are kept.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);

    internal const string Select = "SELECT at, run, store, ref, sku, before, after, reason, observation, observed_at, outcome, current, code, message FROM journal";

    private readonly Ledger ledger;

    internal JournalTable(Ledger ledger) => this.ledger = ledger;

    /// <summary>Notes that changes are about to be sent.</summary>
    /// <returns>The entries' numbers, in the order given.</returns>
    public IReadOnlyList<long> Sending(StoreId store, long run, IReadOnlyList<PlannedChange> changes)
    {
        var ids = new List<long>(changes.Count);
        ledger.Write((connection, transaction) =>
        {
            var now = SqlTime.Bind(ledger.Time.GetUtcNow());
            using var insert = new BulkCommand(connection, transaction, """
                INSERT INTO journal (at, run, store, ref, sku, before, after, reason, observation, observed_at, outcome)
                VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, 'sent') RETURNING id
                """, 10);
            foreach (var change in changes)
            {
                ids.Add(insert.Scalar(now, run, store.Value, change.Ref.Value, change.Sku, SqlNumber.Bind(change.Before),
                    SqlNumber.Bind(change.After), change.Reason, change.Observation.Sequence, SqlTime.Bind(change.Observation.At)));
            }
        });
        return ids;
    }

    /// <summary>Notes what became of changes that were sent.</summary>
    public void Answered(IEnumerable<(long Entry, string Outcome, decimal? Current, StoreError? Error)> answers) =>
        ledger.Write((connection, transaction) =>
        {
            using var update = new BulkCommand(connection, transaction,
                "UPDATE journal SET outcome = $1, current = $2, code = $3, message = $4 WHERE id = $0", 5);
            foreach (var (entry, outcome, current, error) in answers)
                update.Run(entry, outcome, SqlNumber.Bind(current), error?.Code, error?.Message);
        });

    /// <summary>
    /// Completes the entries of runs that were cut between a call and its answer, by what the store was then found to hold.
    /// Call it after the store was read whole, under the store's lease.
    /// </summary>
    /// <returns>How many there were.</returns>
    public int ResolveCut(StoreId store)
    {
        var resolved = 0;
        ledger.Write((connection, transaction) => resolved = connection.Execute("""
            UPDATE journal SET
                current = (SELECT l.quantity FROM listing l WHERE l.store = journal.store AND l.ref = journal.ref),
                outcome = CASE WHEN EXISTS (SELECT 1 FROM listing l WHERE l.store = journal.store AND l.ref = journal.ref AND l.quantity IS journal.after)
                    THEN 'applied' ELSE 'failed' END,
                code = CASE WHEN EXISTS (SELECT 1 FROM listing l WHERE l.store = journal.store AND l.ref = journal.ref AND l.quantity IS journal.after)
                    THEN 'confirmed_later' ELSE 'cut' END,
                message = 'the connector was stopped before the store answered; this is what the store held when it was next read'
            WHERE store = @store AND outcome = 'sent'
            """, new { store = store.Value }, transaction));
        return resolved;
    }

    /// <summary>
    /// What the store's listings in stock have lately lost, or are about to: written since the given moments, or waiting to be written.
    /// What a person has let pass does not count.
    /// </summary>
    /// <param name="store">The store.</param>
    /// <param name="zeroedSince">Set to zero since then.</param>
    /// <param name="loweredSince">Lowered since then.</param>
    public RecentLosses Losses(StoreId store, DateTimeOffset zeroedSince, DateTimeOffset loweredSince) =>
        ledger.Read(connection =>
        {
            var passed = HoldTable.LastPassed(connection, store);
            var rows = connection.Query<(string Ref, long IsZero)>("""
                SELECT ref, max(IsZero) FROM (
                    SELECT ref, CAST(after AS REAL) <= 0 AS IsZero FROM journal
                    WHERE store = @store AND at >= @zeroedSince AND observation > @passed AND outcome IN ('sent', 'applied', 'accepted', 'unchanged')
                        AND CAST(before AS REAL) > 0 AND CAST(after AS REAL) < CAST(before AS REAL) AND (at >= @loweredSince OR CAST(after AS REAL) <= 0)
                    UNION ALL
                    SELECT ref, CAST(quantity AS REAL) <= 0 FROM desired
                    WHERE store = @store AND state IN ('pending', 'failing') AND observation > @passed
                        AND CAST(before AS REAL) > 0 AND CAST(quantity AS REAL) < CAST(before AS REAL))
                GROUP BY ref
                """, new { store = store.Value, passed, zeroedSince = SqlTime.Bind(zeroedSince), loweredSince = SqlTime.Bind(loweredSince) });
            var (zeroed, lowered) = (new HashSet<ListingRef>(), new HashSet<ListingRef>());
            foreach (var (listing, isZero) in rows)
            {
                lowered.Add(new ListingRef(listing));
                if (isZero != 0)
                    zeroed.Add(new ListingRef(listing));
            }

            return new RecentLosses(zeroed, lowered);
        });

    /// <summary>What a run wrote: for each listing what it held before the run, and what it holds since.</summary>
    public IReadOnlyList<(ListingRef Ref, string Sku, decimal? Before, decimal After)> WrittenBy(StoreId store, long run) =>
        ledger.Read(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = """
                SELECT ref, sku, before, after FROM journal
                WHERE run = $run AND store = $store AND outcome IN ('applied', 'accepted') ORDER BY id
                """;
            command.Parameters.AddWithValue("$run", run);
            command.Parameters.AddWithValue("$store", store.Value);
            using var reader = command.ExecuteReader();
            var found = new Dictionary<ListingRef, (ListingRef, string, decimal? Before, decimal)>();
            while (reader.Read())
            {
                var listing = new ListingRef(reader.GetString(0));
                var before = found.TryGetValue(listing, out var first) ? first.Before : SqlNumber.Read(reader, 2);
                found[listing] = (listing, reader.GetString(1), before, SqlNumber.Read(reader, 3)!.Value);
            }

            return (IReadOnlyList<(ListingRef, string, decimal?, decimal)>)[.. found.Values];
        });

    /// <summary>Whether a run was cut between a call to the store and its answer: what the store holds is not known then. Ask under the store's lease.</summary>
    public bool HasCut(StoreId store) =>
        ledger.Read(connection => connection.ExecuteScalar<bool>(
            "SELECT EXISTS (SELECT 1 FROM journal WHERE store = @store AND outcome = 'sent')", new { store = store.Value }));

    /// <summary>The latest changes of a SKU, newest first.</summary>
    /// <param name="sku">The SKU exactly as a store has it.</param>
    /// <param name="store">One store only, or <see langword="null"/> for all.</param>
    /// <param name="limit">At most so many.</param>
    public IReadOnlyList<JournalEntry> History(string sku, StoreId? store, int limit) =>
        ledger.Read(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"{Select} WHERE sku = $sku AND ($store IS NULL OR store = $store) ORDER BY id DESC LIMIT $limit";
            command.Parameters.AddWithValue("$sku", sku);
            command.Parameters.AddWithValue("$store", (object?)store?.Value ?? DBNull.Value);
            command.Parameters.AddWithValue("$limit", limit);
            return SqlRows.All(command, Map);
        });

    internal static JournalEntry Map(SqliteDataReader reader) => new()
    {
        At = SqlTime.Read(reader.GetString(0)),
        Run = reader.GetInt64(1),
        Store = reader.GetString(2),
        Ref = reader.GetString(3),
        Sku = reader.GetString(4),
        Before = SqlNumber.Read(reader, 5),
        After = SqlNumber.Read(reader, 6)!.Value,
        Reason = reader.GetString(7),
        Observation = new Observation(reader.GetInt64(8), SqlTime.Read(reader.GetString(9))),
        Outcome = reader.GetString(10),
        Current = SqlNumber.Read(reader, 11),
        Code = SqlRows.Text(reader, 12),
        Message = SqlRows.Text(reader, 13),
    };
}
