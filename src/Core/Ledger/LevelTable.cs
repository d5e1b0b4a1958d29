using Connector.Core.Matching;
using Connector.Core.Planning;
using Connector.Core.Stock;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Connector.Core.Ledger;

/// <summary>What keyCRM says of every offer of every account. The newest observation wins, whatever order they are stored in.</summary>
public sealed class LevelTable
{
    private const string Select = "SELECT offer, sku, quantity, reserve, warehouses, observation, observed_at, missing FROM level";

    // Units: what a busy shop can sell between two readings.
    private const int NearlyGone = 5;

    private readonly Ledger ledger;

    internal LevelTable(Ledger ledger) => this.ledger = ledger;

    /// <summary>Stores a proven snapshot: newer levels replace older ones, offers that it lacks are counted as missing once more.</summary>
    /// <param name="account">The account.</param>
    /// <param name="levels">Every level of the snapshot.</param>
    /// <param name="warehouses">Names of the warehouses seen, by id.</param>
    /// <param name="began">The observation of the snapshot's first page: what is newer than it cannot be missing from it.</param>
    /// <param name="summary">What the snapshot was.</param>
    public void StoreSnapshot(
        string account, IReadOnlyList<Level> levels, IReadOnlyDictionary<long, string> warehouses, Observation began, SnapshotSummary summary) =>
        ledger.Write((connection, transaction) =>
        {
            connection.Execute("CREATE TEMP TABLE seen (offer INTEGER PRIMARY KEY)", transaction: transaction);
            using (var seen = new BulkCommand(connection, transaction, "INSERT INTO seen (offer) VALUES ($0)", 1))
            {
                foreach (var level in levels)
                    seen.Run(level.Offer);
            }

            var change = new Change(connection, transaction);
            Upsert(connection, transaction, account, levels, change);
            connection.Execute("""
                UPDATE level SET missing = 0, changed = @change
                WHERE account = @account AND missing > 0 AND offer IN (SELECT offer FROM seen);
                UPDATE level SET missing = missing + 1, changed = CASE WHEN missing < @gone THEN @change ELSE changed END
                WHERE account = @account AND observation < @began AND offer NOT IN (SELECT offer FROM seen);
                DROP TABLE seen;
                """, new { account, began = began.Sequence, change = change.Number, gone = Planner.SnapshotsUntilGone }, transaction);

            var at = SqlTime.Bind(summary.At);
            foreach (var (id, name) in warehouses)
            {
                connection.Execute("""
                    INSERT INTO warehouse (account, id, name, seen_at) VALUES (@account, @id, @name, @at)
                    ON CONFLICT (account, id) DO UPDATE SET name = excluded.name, seen_at = excluded.seen_at
                    """, new { account, id, name, at }, transaction);
            }

            connection.Execute("""
                INSERT INTO snapshot (account, at, offers, requests, without_sku, duplicate_skus, unreadable)
                VALUES (@account, @at, @Offers, @Requests, @WithoutSku, @DuplicateSkus, @Unreadable)
                ON CONFLICT (account) DO UPDATE SET at = excluded.at, offers = excluded.offers, requests = excluded.requests,
                    without_sku = excluded.without_sku, duplicate_skus = excluded.duplicate_skus, unreadable = excluded.unreadable
                """, new { account, at, summary.Offers, summary.Requests, summary.WithoutSku, summary.DuplicateSkus, summary.Unreadable }, transaction);
        });

    /// <summary>Stores levels of a targeted reading, or of a webhook.</summary>
    /// <returns>Whether any of them says something new.</returns>
    public bool Store(string account, IReadOnlyList<Level> levels)
    {
        var isNew = false;
        ledger.Write((connection, transaction) => isNew = Upsert(connection, transaction, account, levels, new Change(connection, transaction)));
        return isNew;
    }

    /// <summary>The levels of these offers.</summary>
    public IReadOnlyList<Level> Find(string account, IEnumerable<long> offers) => FindBy(account, "offer", offers.Cast<object>());

    /// <summary>
    /// Offers whose reading is oldest: half of them such as are nearly sold out, because they are the ones that are oversold, and the
    /// rest whatever is oldest.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="nearlyGoneBefore">Nearly sold out, and read before this moment.</param>
    /// <param name="before">Any other, and read before this moment.</param>
    /// <param name="most">At most so many.</param>
    public IReadOnlyList<long> Oldest(string account, DateTimeOffset nearlyGoneBefore, DateTimeOffset before, int most) =>
        ledger.Read(connection =>
        {
            var found = connection.Query<long>($"""
                SELECT offer FROM level WHERE account = @account AND missing = 0 AND observed_at < @before
                    AND CAST(quantity AS REAL) - CAST(reserve AS REAL) BETWEEN 0.001 AND {NearlyGone} ORDER BY observed_at LIMIT @most
                """, new { account, before = SqlTime.Bind(nearlyGoneBefore), most = most / 2 }).ToHashSet();
            found.UnionWith(connection.Query<long>(
                "SELECT offer FROM level WHERE account = @account AND missing = 0 AND observed_at < @before ORDER BY observed_at LIMIT @most",
                new { account, before = SqlTime.Bind(before), most }));
            return (IReadOnlyList<long>)[.. found.Take(most)];
        });

    /// <summary>When the account's oldest reading of an offer was, UTC; <see langword="null"/> if none was read.</summary>
    public DateTimeOffset? OldestReading(string account) =>
        ledger.Read(connection => connection.ExecuteScalar<string?>("SELECT min(observed_at) FROM level WHERE account = @account AND missing = 0", new { account })
            is { } at ? SqlTime.Read(at) : (DateTimeOffset?)null);

    /// <summary>The number of the latest change of any level. What a reading begun after this call sees includes it.</summary>
    public long LastChange() =>
        ledger.Read(connection => connection.ExecuteScalar<long>("SELECT last FROM change WHERE id = 1"));

    /// <summary>The loosest keys (<see cref="SkuKey.Loosest"/>) of the SKUs whose levels changed, or that an offer has no longer.</summary>
    /// <param name="account">The account.</param>
    /// <param name="after">Changes later than this one.</param>
    /// <param name="limit">At most so many.</param>
    public IReadOnlyList<string> ChangedKeys(string account, long after, int limit) =>
        ledger.Read(connection => connection.Query<string>(
            """
            SELECT loose FROM level WHERE account = @account AND changed > @after AND loose IS NOT NULL
            UNION SELECT loose FROM vacated WHERE account = @account AND changed > @after
            LIMIT @limit
            """, new { account, after, limit }).AsList());

    /// <summary>The levels of an account whose SKUs have one of these loosest keys.</summary>
    public IReadOnlyList<Level> FindByKeys(string account, IEnumerable<string> keys) => FindBy(account, "loose", keys);

    /// <summary>Streams every level of an account.</summary>
    public IEnumerable<Level> Read(string account)
    {
        using var connection = ledger.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = Select + " WHERE account = $account";
        command.Parameters.AddWithValue("$account", account);
        using var reader = ledger.Guard(command.ExecuteReader);
        var next = reader.Read;
        while (ledger.Guard(next))
            yield return Map(reader);
    }

    /// <summary>The levels of an account whose SKU is exactly <paramref name="sku"/>.</summary>
    public IReadOnlyList<Level> FindBySku(string account, string sku) => FindBy(account, "sku", [sku]);

    /// <summary>Offers that the last proven snapshot lacked, and the one before did not.</summary>
    public IReadOnlyList<long> MissingOnce(string account) =>
        ledger.Read(connection =>
        {
            return connection.Query<long>("SELECT offer FROM level WHERE account = @account AND missing = 1", new { account }).AsList();
        });

    /// <summary>Every warehouse ever seen in an account, with its latest name.</summary>
    public IReadOnlyDictionary<long, string> Warehouses(string account) =>
        ledger.Read(connection =>
        {
            return connection.Query<(long Id, string Name)>("SELECT id, name FROM warehouse WHERE account = @account ORDER BY id", new { account })
                .ToDictionary(row => row.Id, row => row.Name);
        });

    /// <summary>The last proven snapshot of an account, if there was one.</summary>
    public SnapshotSummary? LastSnapshot(string account) =>
        ledger.Read(connection =>
        {
            return connection.Query("SELECT at, offers, requests, without_sku, duplicate_skus, unreadable FROM snapshot WHERE account = @account", new { account })
                .Select(row => new SnapshotSummary
                {
                    At = SqlTime.Read((string)row.at),
                    Offers = (int)(long)row.offers,
                    Requests = (int)(long)row.requests,
                    WithoutSku = (int)(long)row.without_sku,
                    DuplicateSkus = (int)(long)row.duplicate_skus,
                    Unreadable = (int)(long)row.unreadable,
                })
                .SingleOrDefault();
        });

    private List<Level> FindBy(string account, string column, IEnumerable<object> values) =>
        ledger.Read(connection => SqlRows.By(connection, Select, ("account", account), column, values, Map));

    // Most of a snapshot says what was known: then only the observation is renewed, which touches no index.
    private static bool Upsert(SqliteConnection connection, SqliteTransaction transaction, string account, IReadOnlyList<Level> levels, Change change)
    {
        var isNew = false;
        using var renew = new BulkCommand(connection, transaction, """
            UPDATE level SET observation = $6, observed_at = $7
            WHERE account = $0 AND offer = $1 AND sku IS $2 AND quantity IS $3 AND reserve IS $4 AND warehouses IS $5 AND missing = 0
                AND observation < $6
            """, 8);
        using var vacate = new BulkCommand(connection, transaction, """
            INSERT INTO vacated (account, loose, changed)
            SELECT account, loose, $3 FROM level WHERE account = $0 AND offer = $1 AND loose IS NOT NULL AND loose IS NOT $2
            ON CONFLICT (account, loose) DO UPDATE SET changed = excluded.changed
            """, 4);
        using var upsert = new BulkCommand(connection, transaction, """
            INSERT INTO level (account, offer, sku, quantity, reserve, warehouses, observation, observed_at, missing, loose, changed)
            VALUES ($0, $1, $2, $3, $4, $5, $6, $7, 0, $8, $9)
            ON CONFLICT (account, offer) DO UPDATE SET sku = excluded.sku, quantity = excluded.quantity, reserve = excluded.reserve,
                warehouses = excluded.warehouses, observation = excluded.observation, observed_at = excluded.observed_at, missing = 0,
                loose = excluded.loose, changed = excluded.changed
            WHERE excluded.observation > level.observation
            """, 10);
        foreach (var level in levels)
        {
            var (quantity, reserve, warehouses) = (SqlNumber.Bind(level.Quantity), SqlNumber.Bind(level.Reserve), WarehouseJson.Write(level.Warehouses));
            var (sequence, at) = (level.Observation.Sequence, SqlTime.Bind(level.Observation.At));
            if (renew.Run(account, level.Offer, level.Sku, quantity, reserve, warehouses, sequence, at) > 0)
                continue;
            var loose = SkuKey.Loosest(level.Sku);
            vacate.Run(account, level.Offer, loose, change.Number);
            isNew |= upsert.Run(account, level.Offer, level.Sku, quantity, reserve, warehouses, sequence, at, loose, change.Number) > 0;
        }

        return isNew;
    }

    /// <summary>The number of the transaction's change, taken when the first change is made.</summary>
    private sealed class Change(SqliteConnection connection, SqliteTransaction transaction)
    {
        private long? number;

        public long Number => number ??= connection.ExecuteScalar<long>("UPDATE change SET last = last + 1 WHERE id = 1 RETURNING last", transaction: transaction);
    }

    private static Level Map(SqliteDataReader reader) => new()
    {
        Offer = reader.GetInt64(0),
        Sku = SqlRows.Text(reader, 1),
        Quantity = SqlNumber.Read(reader, 2),
        Reserve = SqlNumber.Read(reader, 3),
        Warehouses = WarehouseJson.Read(SqlRows.Text(reader, 4)),
        Observation = new Observation(reader.GetInt64(5), SqlTime.Read(reader.GetString(6))),
        MissingSnapshots = reader.GetInt32(7),
    };
}
