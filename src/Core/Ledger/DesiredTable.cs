using Connector.Abstractions;
using Connector.Core.Planning;
using Connector.Core.Stock;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Connector.Core.Ledger;

/// <summary>
/// One desired number per store and listing. A newer observation replaces it, so a backlog is never longer than the catalogue
/// and nothing old is ever written after something new.
/// </summary>
public sealed class DesiredTable
{
    // A store that shows nothing is not asked again and again for what it said it does not have.
    private static readonly TimeSpan GoneKeptFor = TimeSpan.FromDays(30);

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
                    state = excluded.state, attempts = 0, code = NULL, message = NULL, changed_at = excluded.changed_at, run = excluded.run
                WHERE excluded.observation >= desired.observation
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

    /// <summary>Forgets what a store once said that it does not have.</summary>
    public void ForgetGone(StoreId store) =>
        ledger.Write((connection, transaction) => connection.Execute(
            "DELETE FROM desired WHERE store = @store AND state = 'gone'", new { store = store.Value }, transaction));

    /// <summary>The newest numbers of these listings, for the moment just before they are sent.</summary>
    public IReadOnlyDictionary<ListingRef, DesiredNumber> Newest(StoreId store, IEnumerable<ListingRef> listings) =>
        ledger.Read(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = Select + " WHERE store = $store AND ref = $ref";
            command.Parameters.AddWithValue("$store", store.Value);
            var listing = command.Parameters.AddWithValue("$ref", "");
            var found = new Dictionary<ListingRef, DesiredNumber>();
            foreach (var one in listings)
            {
                listing.Value = one.Value;
                using var reader = command.ExecuteReader();
                if (reader.Read())
                    found[one] = Map(reader);
            }

            return found;
        });

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
            command.CommandText = $"{Select} WHERE store = $store AND state IN ({string.Join(',', states.Select(state => $"'{Name(state)}'"))}) ORDER BY changed_at DESC, ref";
            command.Parameters.AddWithValue("$store", store.Value);
            using var reader = command.ExecuteReader();
            var found = new List<DesiredNumber>();
            while (reader.Read())
                found.Add(Map(reader));
            return found;
        });

    /// <summary>How many numbers of a store are in each state.</summary>
    public IReadOnlyDictionary<DesiredState, int> Count(StoreId store) =>
        ledger.Read(connection =>
        {
            return connection.Query<(string State, long Count)>("SELECT state, count(*) FROM desired WHERE store = @store GROUP BY state", new { store = store.Value })
                .ToDictionary(row => Enum.Parse<DesiredState>(row.State, ignoreCase: true), row => (int)row.Count);
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

    private const string Select =
        "SELECT ref, sku, quantity, before, reason, observation, observed_at, state, attempts, code, message, changed_at FROM desired";

    private static DesiredNumber Map(SqliteDataReader reader) => new()
    {
        Ref = new ListingRef(reader.GetString(0)),
        Sku = reader.GetString(1),
        Quantity = SqlNumber.Read(reader, 2)!.Value,
        Before = SqlNumber.Read(reader, 3),
        Reason = reader.GetString(4),
        Observation = new Observation(reader.GetInt64(5), SqlTime.Read(reader.GetString(6))),
        State = Enum.Parse<DesiredState>(reader.GetString(7), ignoreCase: true),
        Attempts = reader.GetInt32(8),
        Code = reader.IsDBNull(9) ? null : reader.GetString(9),
        Message = reader.IsDBNull(10) ? null : reader.GetString(10),
        ChangedAt = SqlTime.Read(reader.GetString(11)),
    };

    private static string Name(DesiredState state) => state switch
    {
        DesiredState.Pending => "pending",
        DesiredState.Held => "held",
        DesiredState.Failing => "failing",
        DesiredState.Parked => "parked",
        DesiredState.Gone => "gone",
        _ => "done",
    };
}
