using Connector.Abstractions;
using Connector.Core.Planning;
using Connector.Core.Stock;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Connector.Core.Ledger;

/// <summary>
/// One desired number per store and listing. A newer plan replaces it, so a backlog is never longer than the catalogue and nothing
/// old is ever written after something new. Plans are made from the newest levels under the store's lease: a later one is newer, even
/// where its number comes from an older observation, because a SKU has moved to another offer or an offer is gone.
/// </summary>
public sealed class DesiredTable
{
    // A store that shows nothing is not asked again and again for what it said it does not have.
    private static readonly TimeSpan GoneKeptFor = TimeSpan.FromDays(30);

    // A pass tries a number up to four times.
    private const int TriesPerPause = 4;
    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1)];

    private readonly Ledger ledger;

    internal DesiredTable(Ledger ledger) => this.ledger = ledger;

    /// <summary>
    /// Takes in a store's newest plan: its numbers are pending or held; what was outstanding and is no longer in the plan is
    /// forgotten, because the store was read whole and holds what it should.
    /// </summary>
    public void StorePlan(StoreId store, long run, IReadOnlyList<PlannedChange> changes, bool held) =>
        ledger.Write((connection, transaction) =>
        {
            var now = SqlTime.Bind(ledger.Time.GetUtcNow());
            var state = Name(held ? DesiredState.Held : DesiredState.Pending);
            using (var upsert = new BulkCommand(connection, transaction, """
                INSERT INTO desired (store, ref, sku, quantity, before, reason, observation, observed_at, state, changed_at, run)
                VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                ON CONFLICT (store, ref) DO UPDATE SET sku = excluded.sku, quantity = excluded.quantity, before = excluded.before,
                    reason = excluded.reason, observation = excluded.observation, observed_at = excluded.observed_at,
                    state = excluded.state, attempts = 0, code = NULL, message = NULL, next_at = NULL, changed_at = excluded.changed_at, run = excluded.run
                """, 11))
            {
                foreach (var change in changes)
                {
                    upsert.Run(store.Value, change.Ref.Value, change.Sku, SqlNumber.Bind(change.After), SqlNumber.Bind(change.Before),
                        change.Reason, change.Observation.Sequence, SqlTime.Bind(change.Observation.At), state, now, run);
                }
            }

            connection.Execute(
                "DELETE FROM desired WHERE store = @store AND run < @run AND state <> 'done' AND (state <> 'gone' OR changed_at < @forgotten)",
                new { store = store.Value, run, forgotten = SqlTime.Bind(ledger.Time.GetUtcNow() - GoneKeptFor) }, transaction);
        });

    /// <summary>
    /// Takes in what was decided of a plan, and how far the store is then, in one step: a process killed before it plans the
    /// same changes again. What is outstanding for listings that were considered and need no change is forgotten.
    /// </summary>
    /// <param name="standing">How far the store is with it.</param>
    /// <param name="run">The run, or 0 for a plan made between runs.</param>
    /// <param name="decisions">What becomes of each change.</param>
    /// <param name="considered">The listings that the plan was about; <see langword="null"/> for all of the store.</param>
    public void StoreDecisions(Standing standing, long run, IReadOnlyList<Decision> decisions, IReadOnlyCollection<ListingRef>? considered) =>
        ledger.Write((connection, transaction) =>
        {
            var (store, now) = (standing.Store.Value, SqlTime.Bind(ledger.Time.GetUtcNow()));
            using (var keep = new BulkCommand(connection, transaction, """
                UPDATE desired SET sku = $2, before = $4, reason = $5, observation = $6, observed_at = $7, run = $8
                WHERE store = $0 AND ref = $1 AND quantity IS $3
                """, 9))
            using (var replace = new BulkCommand(connection, transaction, """
                INSERT INTO desired (store, ref, sku, quantity, before, reason, observation, observed_at, run, state, changed_at, code, message, next_at, repairs, repaired_since)
                VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
                ON CONFLICT (store, ref) DO UPDATE SET sku = excluded.sku, quantity = excluded.quantity, before = excluded.before,
                    reason = excluded.reason, observation = excluded.observation, observed_at = excluded.observed_at, run = excluded.run,
                    state = excluded.state, attempts = 0, changed_at = excluded.changed_at, code = excluded.code, message = excluded.message,
                    next_at = excluded.next_at, repairs = excluded.repairs, repaired_since = excluded.repaired_since
                """, 16))
            {
                foreach (var decision in decisions)
                {
                    var change = decision.Change;
                    var (after, before) = (SqlNumber.Bind(change.After), SqlNumber.Bind(change.Before));
                    var (sequence, at) = (change.Observation.Sequence, SqlTime.Bind(change.Observation.At));
                    if (decision.IsKept)
                    {
                        keep.Run(store, change.Ref.Value, change.Sku, after, before, change.Reason, sequence, at, run);
                        continue;
                    }

                    replace.Run(store, change.Ref.Value, change.Sku, after, before, change.Reason, sequence, at, run, Name(decision.State), now,
                        decision.Code, decision.Message, Moment(decision.NextAt), decision.Repairs, Moment(decision.RepairedSince));
                }
            }

            ForgetOthers(connection, transaction, store, run, decisions, considered);
            connection.Execute("""
                INSERT INTO standing (store, planned, read_at, in_stock, rules) VALUES (@store, @Planned, @readAt, @InStock, @Rules)
                ON CONFLICT (store) DO UPDATE SET planned = excluded.planned, read_at = excluded.read_at, in_stock = excluded.in_stock, rules = excluded.rules
                """, new { store, standing.Planned, readAt = SqlTime.Bind(standing.ReadAt), standing.InStock, standing.Rules }, transaction);
        });

    /// <summary>The numbers of a store that are to be written now, as changes of what the store is believed to hold.</summary>
    /// <param name="store">The store.</param>
    /// <param name="limit">At most so many; what lowers a number comes first, because it is being oversold.</param>
    public IReadOnlyList<PlannedChange> Due(StoreId store, int limit) =>
        ledger.Read(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = """
                SELECT d.ref, d.sku, d.quantity, CASE WHEN l.ref IS NULL THEN d.before ELSE l.quantity END, d.reason, d.observation, d.observed_at, l.parent
                FROM desired d LEFT JOIN listing l ON l.store = d.store AND l.ref = d.ref
                WHERE d.store = $store AND d.state IN ('pending', 'failing') AND (d.next_at IS NULL OR d.next_at <= $now)
                ORDER BY CAST(d.quantity AS REAL) < CAST(coalesce(l.quantity, d.before) AS REAL) DESC, d.observation, d.ref
                LIMIT $limit
                """;
            command.Parameters.AddWithValue("$limit", limit);
            command.Parameters.AddWithValue("$store", store.Value);
            command.Parameters.AddWithValue("$now", SqlTime.Bind(ledger.Time.GetUtcNow()));
            using var reader = command.ExecuteReader();
            var found = new List<PlannedChange>();
            while (reader.Read())
            {
                found.Add(new PlannedChange
                {
                    Ref = new ListingRef(reader.GetString(0)),
                    Sku = reader.GetString(1),
                    After = SqlNumber.Read(reader, 2)!.Value,
                    Before = SqlNumber.Read(reader, 3),
                    Reason = reader.GetString(4),
                    Observation = new Observation(reader.GetInt64(5), SqlTime.Read(reader.GetString(6))),
                    Parent = reader.IsDBNull(7) ? null : new ListingRef(reader.GetString(7)),
                });
            }

            return found;
        });

    /// <summary>When the next number of a store is to be tried again or looked at again, UTC; <see langword="null"/> if none waits.</summary>
    public DateTimeOffset? NextDue(StoreId store) =>
        ledger.Read(connection => connection.ExecuteScalar<string?>(
                "SELECT min(coalesce(next_at, '')) FROM desired WHERE store = @store AND state IN ('pending', 'failing', 'settling')", new { store = store.Value }) switch
            {
                null => (DateTimeOffset?)null,
                "" => ledger.Time.GetUtcNow(),
                { } at => SqlTime.Read(at),
            });

    /// <summary>Raises of a store that are to be looked at again now.</summary>
    public IReadOnlyList<DesiredNumber> DueToLook(StoreId store)
    {
        var now = ledger.Time.GetUtcNow();
        return [.. List(store, DesiredState.Settling).Where(number => number.NextAt <= now)];
    }

    /// <summary>Forgets what is outstanding for listings that are not in the store any more.</summary>
    public void Remove(StoreId store, IEnumerable<ListingRef> listings) =>
        ledger.Write((connection, transaction) =>
        {
            using var delete = new BulkCommand(connection, transaction, "DELETE FROM desired WHERE store = $0 AND ref = $1", 2);
            foreach (var listing in listings)
                delete.Run(store.Value, listing.Value);
        });

    /// <summary>Numbers that failed by themselves while their store worked are tried later, the later the more often they failed.</summary>
    public void BackOff(StoreId store, IEnumerable<ListingRef> listings) =>
        ledger.Write((connection, transaction) =>
        {
            var now = ledger.Time.GetUtcNow();
            using var attempts = new BulkCommand(connection, transaction, "SELECT coalesce(max(attempts), 0) FROM desired WHERE store = $0 AND ref = $1", 2);
            using var update = new BulkCommand(connection, transaction, "UPDATE desired SET next_at = $2 WHERE store = $0 AND ref = $1 AND state = 'failing'", 3);
            foreach (var listing in listings)
            {
                var tried = attempts.Scalar(store.Value, listing.Value);
                update.Run(store.Value, listing.Value, SqlTime.Bind(now + Pauses[Math.Min(tried / TriesPerPause, Pauses.Length - 1)]));
            }
        });

    /// <summary>
    /// Notes that a person puts numbers back: what keyCRM last said of these listings is not written again until it says another number.
    /// </summary>
    /// <param name="store">The store.</param>
    /// <param name="run">The run that puts back.</param>
    /// <param name="changes">What is put back: <see cref="PlannedChange.Before"/> is the number that is undone.</param>
    public void ParkUndone(StoreId store, long run, IReadOnlyList<PlannedChange> changes) =>
        ledger.Write((connection, transaction) =>
        {
            var now = SqlTime.Bind(ledger.Time.GetUtcNow());
            using var park = new BulkCommand(connection, transaction, """
                INSERT INTO desired (store, ref, sku, quantity, before, reason, observation, observed_at, state, code, message, changed_at, run)
                VALUES ($0, $1, $2, $3, $4, $5, $6, $7, 'parked', $8, $9, $10, $11)
                ON CONFLICT (store, ref) DO UPDATE SET quantity = excluded.quantity, before = excluded.before, reason = excluded.reason,
                    observation = excluded.observation, observed_at = excluded.observed_at, state = excluded.state, code = excluded.code,
                    message = excluded.message, changed_at = excluded.changed_at, run = excluded.run, next_at = NULL
                """, 12);
            foreach (var change in changes)
            {
                // Older than the change itself: how that comes out says nothing of the number that is parked.
                park.Run(store.Value, change.Ref.Value, change.Sku, SqlNumber.Bind(change.Before), SqlNumber.Bind(change.After), change.Reason,
                    change.Observation.Sequence - 1, SqlTime.Bind(change.Observation.At), DesiredCode.Undone,
                    $"{change.Reason}; it is left alone until keyCRM says another number", now, run);
            }
        });

    /// <summary>What failed is tried again at once: a person says that the cause is gone.</summary>
    public void TryNow(StoreId store) =>
        ledger.Write((connection, transaction) => connection.Execute(
            "UPDATE desired SET next_at = NULL WHERE store = @store AND state = 'failing'", new { store = store.Value }, transaction));

    /// <summary>A person wants one number written after all: one that failed, was parked or refused, or is contested.</summary>
    /// <returns>Whether there was such a number.</returns>
    public bool Retry(StoreId store, ListingRef listing)
    {
        var found = 0;
        ledger.Write((connection, transaction) => found = connection.Execute("""
            UPDATE desired SET state = 'pending', attempts = 0, next_at = NULL, code = NULL, message = NULL, repairs = 0, repaired_since = NULL, changed_at = @now
            WHERE store = @store AND ref = @listing AND state IN ('failing', 'parked')
            """, new { store = store.Value, listing = listing.Value, now = SqlTime.Bind(ledger.Time.GetUtcNow()) }, transaction));
        return found > 0;
    }

    /// <summary>Forgets what a store once said that it does not have.</summary>
    public void ForgetGone(StoreId store) =>
        ledger.Write((connection, transaction) => connection.Execute(
            "DELETE FROM desired WHERE store = @store AND state = 'gone'", new { store = store.Value }, transaction));

    /// <summary>The newest numbers of these listings, for the moment just before they are sent.</summary>
    public IReadOnlyDictionary<ListingRef, DesiredNumber> Newest(StoreId store, IEnumerable<ListingRef> listings) =>
        ledger.Read(connection => SqlRows.By(
                connection, $"SELECT {Columns("")} FROM desired", ("store", store.Value), "ref", listings.Select(listing => listing.Value), reader => Map(reader))
            .ToDictionary(number => number.Ref));

    /// <summary>Notes how numbers came out. A number that was replaced meanwhile stays as it is.</summary>
    public void Settle(StoreId store, IEnumerable<(ListingRef Ref, Observation Observation, DesiredState State, StoreError? Error)> outcomes) =>
        ledger.Write((connection, transaction) =>
        {
            var now = SqlTime.Bind(ledger.Time.GetUtcNow());
            using var update = new BulkCommand(connection, transaction, """
                UPDATE desired SET state = $3, attempts = attempts + 1, code = $4, message = $5, changed_at = $6
                WHERE store = $0 AND ref = $1 AND observation = $2
                """, 7);
            foreach (var (listing, observation, state, error) in outcomes)
                update.Run(store.Value, listing.Value, observation.Sequence, Name(state), error?.Code, error?.Message, now);
        });

    /// <summary>The numbers of a store in given states, the latest change first.</summary>
    public IReadOnlyList<DesiredNumber> List(StoreId store, params DesiredState[] states) =>
        ledger.Read(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT {Columns("")} FROM desired WHERE store = $store AND state IN ({string.Join(',', states.Select(state => $"'{Name(state)}'"))}) ORDER BY changed_at DESC, ref";
            command.Parameters.AddWithValue("$store", store.Value);
            return SqlRows.All(command, reader => Map(reader));
        });

    /// <summary>How many numbers of a store are in each state.</summary>
    public IReadOnlyDictionary<DesiredState, int> Count(StoreId store) =>
        ledger.Read(connection =>
        {
            return connection.Query<(string State, long Count)>("SELECT state, count(*) FROM desired WHERE store = @store GROUP BY state", new { store = store.Value })
                .ToDictionary(row => Enum.Parse<DesiredState>(row.State, ignoreCase: true), row => (int)row.Count);
        });

    /// <summary>Numbers that the store will not take, and listings that something else keeps changing back.</summary>
    public (int Refused, int Contested) CountParked(StoreId store) =>
        ledger.Read(connection =>
        {
            var codes = connection.Query<(string? Code, long Count)>(
                "SELECT code, count(*) FROM desired WHERE store = @store AND state = 'parked' GROUP BY code", new { store = store.Value }).ToList();
            return (
                (int)codes.Where(row => !DesiredCode.IsDecided(row.Code)).Sum(row => row.Count),
                (int)codes.Where(row => row.Code == DesiredCode.Contested).Sum(row => row.Count));
        });

    /// <summary>
    /// Listings that no longer hold what the connector last put there, by the store's latest reading: reference, SKU, what was
    /// put, what is there.
    /// </summary>
    public IReadOnlyList<Drift> Drift(StoreId store) =>
        ledger.Read(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = """
                SELECT d.ref, d.sku, d.quantity, l.quantity, d.changed_at
                FROM desired d JOIN listing l ON l.store = d.store AND l.ref = d.ref
                WHERE d.store = $store AND d.state = 'done' AND l.quantity IS NOT d.quantity
                """;
            command.Parameters.AddWithValue("$store", store.Value);
            using var reader = command.ExecuteReader();
            var found = new List<Drift>();
            while (reader.Read())
            {
                found.Add(new Drift(new ListingRef(reader.GetString(0)), reader.GetString(1), SqlNumber.Read(reader, 2)!.Value,
                    SqlNumber.Read(reader, 3), SqlTime.Read(reader.GetString(4))));
            }

            return found;
        });

    private static void ForgetOthers(
        SqliteConnection connection, SqliteTransaction transaction, string store, long run, IReadOnlyList<Decision> decisions, IReadOnlyCollection<ListingRef>? considered)
    {
        if (considered is null)
        {
            connection.Execute("DELETE FROM desired WHERE store = @store AND run < @run AND state NOT IN ('done', 'gone')", new { store, run }, transaction);
            return;
        }

        var planned = decisions.Select(decision => decision.Change.Ref).ToHashSet();
        using var delete = new BulkCommand(connection, transaction, "DELETE FROM desired WHERE store = $0 AND ref = $1 AND state <> 'done'", 2);
        foreach (var listing in considered.Where(listing => !planned.Contains(listing)))
            delete.Run(store, listing.Value);
    }

    private static string? Moment(DateTimeOffset? moment) => moment is { } at ? SqlTime.Bind(at) : null;

    /// <summary>What <see cref="Map"/> reads, in its order.</summary>
    /// <param name="of">What stands before every column, such as <c>d.</c>.</param>
    internal static string Columns(string of) => string.Join(", ", Names.Select(name => of + name));

    private static readonly string[] Names =
    [
        "ref", "sku", "quantity", "before", "reason", "observation", "observed_at", "state", "attempts", "code", "message", "changed_at", "next_at",
        "repairs", "repaired_since",
    ];

    /// <param name="reader">A row.</param>
    /// <param name="first">Where its <see cref="Columns"/> begin.</param>
    internal static DesiredNumber Map(SqliteDataReader reader, int first = 0) => new()
    {
        Ref = new ListingRef(reader.GetString(first)),
        Sku = reader.GetString(first + 1),
        Quantity = SqlNumber.Read(reader, first + 2)!.Value,
        Before = SqlNumber.Read(reader, first + 3),
        Reason = reader.GetString(first + 4),
        Observation = new Observation(reader.GetInt64(first + 5), SqlTime.Read(reader.GetString(first + 6))),
        State = Enum.Parse<DesiredState>(reader.GetString(first + 7), ignoreCase: true),
        Attempts = reader.GetInt32(first + 8),
        Code = SqlRows.Text(reader, first + 9),
        Message = SqlRows.Text(reader, first + 10),
        ChangedAt = SqlTime.Read(reader.GetString(first + 11)),
        NextAt = SqlRows.Text(reader, first + 12) is { } next ? SqlTime.Read(next) : null,
        Repairs = reader.GetInt32(first + 13),
        RepairedSince = SqlRows.Text(reader, first + 14) is { } since ? SqlTime.Read(since) : null,
    };

    private static string Name(DesiredState state) => state switch
    {
        DesiredState.Pending => "pending",
        DesiredState.Held => "held",
        DesiredState.Settling => "settling",
        DesiredState.Failing => "failing",
        DesiredState.Parked => "parked",
        DesiredState.Gone => "gone",
        _ => "done",
    };
}
