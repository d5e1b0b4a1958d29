using Connector.Abstractions;
using Connector.Core.Planning;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Connector.Core.Ledger;

/// <summary>Plans that wait, or waited, for a person. At most one per store waits or is approved.</summary>
public sealed class HoldTable
{
    private const string Open = "('waiting', 'approved')";

    private readonly Ledger ledger;

    internal HoldTable(Ledger ledger) => this.ledger = ledger;

    /// <summary>The plan of a store that waits or is approved, if there is one.</summary>
    public Hold? Current(StoreId store) =>
        ledger.Read(connection =>
        {
            return connection.Query(
                    $"SELECT id, store, run, created_at, state, reason, changes, zeroed, lowered, decided_by FROM hold WHERE store = @store AND state IN {Open} ORDER BY id DESC LIMIT 1",
                    new { store = store.Value })
                .Select(row => new Hold
                {
                    Id = (long)row.id,
                    Store = new StoreId((string)row.store),
                    Run = (long)row.run,
                    CreatedAt = SqlTime.Read((string)row.created_at),
                    State = Enum.Parse<HoldState>((string)row.state, ignoreCase: true),
                    Reason = (string)row.reason,
                    Changes = (int)(long)row.changes,
                    Zeroed = (int)(long)row.zeroed,
                    Lowered = (int)(long)row.lowered,
                    DecidedBy = (string?)row.decided_by,
                })
                .SingleOrDefault();
        });

    /// <summary>Holds a plan, in place of the one that waited before.</summary>
    public void Put(StoreId store, long run, int changes, GuardVerdict verdict) =>
        ledger.Write((connection, transaction) =>
        {
            var now = SqlTime.Bind(ledger.Time.GetUtcNow());
            connection.Execute($"UPDATE hold SET state = 'replaced', decided_at = @now WHERE store = @store AND state IN {Open}",
                new { store = store.Value, now }, transaction);
            connection.Execute("""
                INSERT INTO hold (store, run, created_at, state, reason, changes, zeroed, lowered)
                VALUES (@store, @run, @now, 'waiting', @reason, @changes, @Zeroed, @Lowered)
                """, new { store = store.Value, run, now, reason = verdict.HeldBecause, changes, verdict.Zeroed, verdict.Lowered }, transaction);
        });

    /// <summary>Approves or rejects the plan that waits.</summary>
    /// <param name="store">The store.</param>
    /// <param name="approve">Whether it may pass.</param>
    /// <param name="by">Who says so.</param>
    /// <returns>Whether a plan was waiting.</returns>
    public bool Decide(StoreId store, bool approve, string by)
    {
        var decided = 0;
        ledger.Write((connection, transaction) =>
        {
            decided = Decide(connection, transaction, store, approve ? HoldState.Approved : HoldState.Rejected, by);
            if (!approve && decided > 0)
                Park(connection, transaction, store, listing: null, $"{by} rejected the plan that it was part of");
        });
        return decided > 0;
    }

    /// <summary>Rejects some numbers of the plan that waits; with the last of them the plan is rejected.</summary>
    /// <param name="store">The store.</param>
    /// <param name="listings">Whose numbers.</param>
    /// <param name="by">Who says so.</param>
    /// <returns>How many numbers were waiting among them.</returns>
    public int RejectPart(StoreId store, IReadOnlyCollection<ListingRef> listings, string by)
    {
        var rejected = 0;
        ledger.Write((connection, transaction) =>
        {
            if (connection.ExecuteScalar<long>("SELECT count(*) FROM hold WHERE store = @store AND state = 'waiting'", new { store = store.Value }, transaction) == 0)
                return;
            rejected = listings.Sum(listing => Park(connection, transaction, store, listing, $"{by} rejected it out of the plan that it was part of"));
            var left = connection.Execute($"""
                UPDATE hold SET changes = held.changes, zeroed = held.zeroed, lowered = held.lowered
                FROM (
                    SELECT count(*) AS changes, total(CAST(before AS REAL) > 0 AND CAST(quantity AS REAL) <= 0) AS zeroed,
                        total(CAST(before AS REAL) > 0 AND CAST(quantity AS REAL) < CAST(before AS REAL)) AS lowered
                    FROM desired WHERE store = @store AND state = 'held') AS held
                WHERE hold.store = @store AND hold.state = 'waiting' AND held.changes > 0
                """, new { store = store.Value }, transaction);
            if (left == 0)
                Decide(connection, transaction, store, HoldState.Rejected, by);
        });
        return rejected;
    }

    /// <summary>Closes what waited or was approved: the store's newest plan needs it no longer.</summary>
    /// <param name="store">The store.</param>
    /// <param name="passed">Whether its numbers go to the store.</param>
    public void Close(StoreId store, bool passed)
    {
        var observed = ledger.Observe().Sequence;
        ledger.Write((connection, transaction) => connection.Execute($"""
            UPDATE hold SET state = CASE WHEN state = 'approved' AND @passed THEN 'passed' ELSE 'replaced' END, decided_at = coalesce(decided_at, @now),
                passed = CASE WHEN state = 'approved' AND @passed THEN @observed END
            WHERE store = @store AND state IN {Open}
            """, new { store = store.Value, passed, observed, now = SqlTime.Bind(ledger.Time.GetUtcNow()) }, transaction));
    }

    /// <summary>Ends what waits, or stands approved, because too much has changed since for it to stand. A new plan is judged anew.</summary>
    public void Expire(StoreId store) =>
        ledger.Write((connection, transaction) => connection.Execute(
            $"UPDATE hold SET state = 'expired', decided_at = @now WHERE store = @store AND state IN {Open}",
            new { store = store.Value, now = SqlTime.Bind(ledger.Time.GetUtcNow()) }, transaction));

    /// <summary>The newest observation that a person has looked at and let pass; 0 if none was.</summary>
    internal static long LastPassed(SqliteConnection connection, StoreId store) =>
        connection.ExecuteScalar<long>("SELECT coalesce(max(passed), 0) FROM hold WHERE store = @store", new { store = store.Value });

    private int Decide(SqliteConnection connection, SqliteTransaction transaction, StoreId store, HoldState state, string by) => connection.Execute(
        "UPDATE hold SET state = @state, decided_at = @now, decided_by = @by WHERE store = @store AND state = 'waiting'",
        new { store = store.Value, state = state == HoldState.Approved ? "approved" : "rejected", now = SqlTime.Bind(ledger.Time.GetUtcNow()), by }, transaction);

    private int Park(SqliteConnection connection, SqliteTransaction transaction, StoreId store, ListingRef? listing, string message) => connection.Execute(
        """
        UPDATE desired SET state = 'parked', code = @code, message = @message, changed_at = @now
        WHERE store = @store AND state = 'held' AND (@listing IS NULL OR ref = @listing)
        """,
        new { store = store.Value, listing = listing?.Value, code = DesiredCode.Rejected, message, now = SqlTime.Bind(ledger.Time.GetUtcNow()) }, transaction);
}
