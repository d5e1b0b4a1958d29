using Connector.Core.Stock;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Connector.Core.Ledger;

/// <summary>What keyCRM says of every offer of every account. The newest observation wins, whatever order they are stored in.</summary>
public sealed class LevelTable
{
    private const string Columns = "offer, sku, quantity, reserve, warehouses, observation, observed_at, missing";

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

            Upsert(connection, transaction, account, levels);
            connection.Execute("""
                UPDATE level SET missing = 0
                WHERE account = @account AND missing > 0 AND offer IN (SELECT offer FROM seen);
                UPDATE level SET missing = missing + 1
                WHERE account = @account AND observation < @began AND offer NOT IN (SELECT offer FROM seen);
                DROP TABLE seen;
                """, new { account, began = began.Sequence }, transaction);

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

    /// <summary>Stores levels of a targeted reading.</summary>
    public void Store(string account, IReadOnlyList<Level> levels) =>
        ledger.Write((connection, transaction) => Upsert(connection, transaction, account, levels));

    /// <summary>Streams every level of an account.</summary>
    public IEnumerable<Level> Read(string account)
    {
        using var connection = ledger.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {Columns} FROM level WHERE account = $account";
        command.Parameters.AddWithValue("$account", account);
        using var reader = ledger.Guard(command.ExecuteReader);
        var next = reader.Read;
        while (ledger.Guard(next))
            yield return Map(reader);
    }

    /// <summary>The levels of an account whose SKU is exactly <paramref name="sku"/>.</summary>
    public IReadOnlyList<Level> FindBySku(string account, string sku) =>
        ledger.Read(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT {Columns} FROM level WHERE account = $account AND sku = $sku";
            command.Parameters.AddWithValue("$account", account);
            command.Parameters.AddWithValue("$sku", sku);
            using var reader = command.ExecuteReader();
            var found = new List<Level>();
            while (reader.Read())
                found.Add(Map(reader));
            return found;
        });

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

    private static void Upsert(SqliteConnection connection, SqliteTransaction transaction, string account, IReadOnlyList<Level> levels)
    {
        using var upsert = new BulkCommand(connection, transaction, """
            INSERT INTO level (account, offer, sku, quantity, reserve, warehouses, observation, observed_at, missing)
            VALUES ($0, $1, $2, $3, $4, $5, $6, $7, 0)
            ON CONFLICT (account, offer) DO UPDATE SET sku = excluded.sku, quantity = excluded.quantity, reserve = excluded.reserve,
                warehouses = excluded.warehouses, observation = excluded.observation, observed_at = excluded.observed_at, missing = 0
            WHERE excluded.observation > level.observation
            """, 8);
        foreach (var level in levels)
        {
            upsert.Run(account, level.Offer, level.Sku, SqlNumber.Bind(level.Quantity), SqlNumber.Bind(level.Reserve),
                WarehouseJson.Write(level.Warehouses), level.Observation.Sequence, SqlTime.Bind(level.Observation.At));
        }
    }

    private static Level Map(SqliteDataReader reader) => new()
    {
        Offer = reader.GetInt64(0),
        Sku = reader.IsDBNull(1) ? null : reader.GetString(1),
        Quantity = SqlNumber.Read(reader, 2),
        Reserve = SqlNumber.Read(reader, 3),
        Warehouses = WarehouseJson.Read(reader.IsDBNull(4) ? null : reader.GetString(4)),
        Observation = new Observation(reader.GetInt64(5), SqlTime.Read(reader.GetString(6))),
        MissingSnapshots = reader.GetInt32(7),
    };
}
