using Connector.Core.Ledger.Backups;
using Connector.Core.Ledger.Views;
using Connector.Core.Matching;
using Connector.Core.Stock;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Connector.Core.Ledger;

/// <summary>
/// The durable state: levels, listings, what is pending, holds, runs, journal. Kept in SQLite in write-ahead mode, every
/// change in a transaction, so that a process killed at any instant leaves a state from which the next one converges.
/// Safe for several threads and processes on one machine.
/// </summary>
public sealed class Ledger : IDisposable
{
    private const int TriesToUse = 10;

    private readonly string connectionString;
    private readonly StateLock inUse;

    // Two writers of one process would meet as "busy" and sleep; they wait for each other here instead.
    private readonly Lock writing = new();

    private Ledger(string path, StateLock inUse, Inbox inbox, TimeProvider time)
    {
        Path = path;
        this.inUse = inUse;
        Inbox = inbox;
        connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Cache = SqliteCacheMode.Private,
            DefaultTimeout = 60,
        }.ToString();
        Time = time;
        Levels = new LevelTable(this);
        Listings = new ListingTable(this);
        Desired = new DesiredTable(this);
        Holds = new HoldTable(this);
        Runs = new RunTable(this);
        Journal = new JournalTable(this);
        Findings = new FindingTable(this);
        Leases = new LeaseTable(this);
        Requests = new RequestTable(this);
        Standings = new StandingTable(this);
        Alerts = new AlertTable(this);
        Views = new LedgerViews(this);
    }

    /// <summary>The database's file.</summary>
    public string Path { get; }

    /// <summary>The webhooks that wait, and the counter of observations; in a file of its own.</summary>
    public Inbox Inbox { get; }

    /// <summary>What keyCRM says.</summary>
    public LevelTable Levels { get; }

    /// <summary>What the stores hold.</summary>
    public ListingTable Listings { get; }

    /// <summary>What the stores should hold.</summary>
    public DesiredTable Desired { get; }

    /// <summary>Plans that wait, or waited, for a person.</summary>
    public HoldTable Holds { get; }

    /// <summary>What was done when.</summary>
    public RunTable Runs { get; }

    /// <summary>Every change ever made.</summary>
    public JournalTable Journal { get; }

    /// <summary>What a person may want to look at.</summary>
    public FindingTable Findings { get; }

    /// <summary>Who may write to which store now.</summary>
    public LeaseTable Leases { get; }

    /// <summary>How far the running service is with each store.</summary>
    public StandingTable Standings { get; }

    /// <summary>The requests lately made to keyCRM, by any process.</summary>
    public RequestTable Requests { get; }

    /// <summary>What persons were told of, and have still to be told.</summary>
    public AlertTable Alerts { get; }

    /// <summary>What a person looks at.</summary>
    public LedgerViews Views { get; }

    internal TimeProvider Time { get; }

    /// <summary>Opens the ledger and the inbox in a folder, making or migrating them where needed.</summary>
    /// <param name="folder">The state folder; made if it is not there.</param>
    /// <param name="time">The clock of what is recorded.</param>
    /// <exception cref="LedgerException">The ledger cannot be opened; the message names file, fault and cure.</exception>
    public static Ledger Open(string folder, TimeProvider time)
    {
        var path = System.IO.Path.Combine(folder, StateFiles.Ledger);
        var inUse = Use(folder, path);
        try
        {
            var inbox = Inbox.Open(folder, time);
            var ledger = new Ledger(path, inUse, inbox, time);
            using (var connection = ledger.Connect())
            {
                connection.Execute("PRAGMA journal_mode = WAL");
                connection.CreateFunction("loosest", (string? sku) => SkuKey.Loosest(sku), isDeterministic: true);
                Migrator.Migrate(connection, Migrator.OfLedger, "ledger", path);
            }

            inbox.RaiseObservation(ledger.GreatestObservation());
            return ledger;
        }
        catch (Exception exception)
        {
            inUse.Dispose();
            if (exception is SqliteException sqlite)
                throw Translate(path, sqlite);
            if (exception is IOException or UnauthorizedAccessException)
                throw LedgerFaults.Translate("ledger", path, exception);
            throw;
        }
    }

    /// <summary>Closes the files and lets others replace them. The ledger is not used any more.</summary>
    public void Dispose()
    {
        LedgerFaults.CloseIdle(connectionString);
        LedgerFaults.CloseIdle(Inbox.ConnectionString);
        inUse.Dispose();
    }

    /// <summary>A new observation, newer than every one before it in any process. Never waits for what is written to the ledger.</summary>
    public Observation Observe() => Inbox.Observe();

    /// <summary>Notices changes from now on.</summary>
    /// <exception cref="LedgerException">The ledger cannot be used.</exception>
    public LedgerWatch Watch() => new(Connect());

    /// <summary>Forgets what is older than <see cref="JournalTable.KeptFor"/>: changes, and runs but each store's last.</summary>
    public void Prune() => Write((connection, transaction) => connection.Execute(
        """
        DELETE FROM journal WHERE at < @before;
        DELETE FROM run WHERE started_at < @before AND id NOT IN (SELECT max(id) FROM run GROUP BY store)
        """, new { before = SqlTime.Bind(Time.GetUtcNow() - JournalTable.KeptFor) }, transaction));

    /// <summary>Looks through the whole file for damage. Takes seconds for a million rows; writers are not held up.</summary>
    /// <returns>What is wrong; <see langword="null"/> if nothing is.</returns>
    /// <exception cref="LedgerException">The ledger cannot be read at all.</exception>
    public string? CheckIntegrity()
    {
        var fault = Read(connection => DatabaseCopy.Fault(connection, "quick_check"));
        return fault is null ? null : $"The ledger {Path} is damaged ({fault}).";
    }

    internal SqliteConnection Connect() => Guard(() =>
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        // In write-ahead mode NORMAL keeps every commit over the death of the process; a power cut may take the last ones, and
        // the next reading of keyCRM and of the stores makes up for them.
        connection.Execute("PRAGMA synchronous = NORMAL");
        return connection;
    });

    /// <summary>Runs a query.</summary>
    internal T Read<T>(Func<SqliteConnection, T> query) => Guard(() =>
    {
        using var connection = Connect();
        return query(connection);
    });

    /// <summary>Says what SQLite says as a <see cref="LedgerException"/>.</summary>
    internal T Guard<T>(Func<T> use)
    {
        try
        {
            return use();
        }
        catch (SqliteException exception)
        {
            LedgerFaults.CloseIdle(connectionString);
            throw Translate(Path, exception);
        }
    }

    /// <summary>Runs <paramref name="work"/> in one transaction that takes the write lock at once.</summary>
    internal void Write(Action<SqliteConnection, SqliteTransaction> work)
    {
        lock (writing)
        {
            Read(connection =>
            {
                using var transaction = connection.BeginTransaction(deferred: false);
                work(connection, transaction);
                transaction.Commit();
                return true;
            });
        }
    }

    private static StateLock Use(string folder, string path)
    {
        try
        {
            Directory.CreateDirectory(folder);
            for (var attempt = 0; attempt < TriesToUse; attempt++)
            {
                Restoration.Finish(folder);
                if (StateLock.TryShare(folder) is not { } shared)
                    break;
                // One that was cut just before the lock was shared would replace the files of a ledger in use.
                if (!Restoration.IsPending(folder))
                    return shared;
                shared.Dispose();
            }

            throw new LedgerException($"A backup is just being brought back into {folder} by another process. Try again in a minute.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw LedgerFaults.Translate("ledger", path, exception);
        }
    }

    // The counter may be behind what stands here: this ledger is older than the inbox, a power cut took the counter's last
    // commits, or the inbox was lost or restored from a backup. Numbers observed from now on would lose against older ones.
    private long GreatestObservation() => Read(connection => connection.ExecuteScalar<long>("""
        SELECT max(
            (SELECT last FROM observation),
            (SELECT coalesce(max(observation), 0) FROM level),
            (SELECT coalesce(max(observation), 0) FROM desired),
            (SELECT coalesce(max(reading), 0) FROM listing))
        """));

    private static LedgerException Translate(string path, SqliteException exception) =>
        LedgerFaults.Translate("ledger", path, "history and held plans are lost, stock is not", exception);
}
