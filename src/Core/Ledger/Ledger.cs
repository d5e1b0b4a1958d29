using Connector.Core.Stock;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Connector.Core.Ledger;

/// <summary>
/// The durable state: levels, listings, what is pending, holds, runs, journal. Kept in SQLite in write-ahead mode, every
/// change in a transaction, so that a process killed at any instant leaves a state from which the next one converges.
/// Safe for several threads and processes on one machine.
/// </summary>
public sealed class Ledger
{
    private readonly string connectionString;

    private Ledger(string path, TimeProvider time)
    {
        Path = path;
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
    }

    /// <summary>The database's file.</summary>
    public string Path { get; }

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

    /// <summary>The requests lately made to keyCRM, by any process.</summary>
    public RequestTable Requests { get; }

    internal TimeProvider Time { get; }

    /// <summary>Opens the ledger in a folder, making or migrating it where needed.</summary>
    /// <param name="folder">The state folder; made if it is not there.</param>
    /// <param name="time">The clock of what is recorded.</param>
    /// <exception cref="LedgerException">The ledger cannot be opened; the message names file, fault and cure.</exception>
    public static Ledger Open(string folder, TimeProvider time)
    {
        var path = System.IO.Path.Combine(folder, "ledger.db");
        try
        {
            Directory.CreateDirectory(folder);
            var ledger = new Ledger(path, time);
            using var connection = ledger.Connect();
            connection.Execute("PRAGMA journal_mode = WAL");
            Migrator.Migrate(connection, path);
            return ledger;
        }
        catch (SqliteException exception)
        {
            throw Translate(path, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LedgerException($"The ledger {path} cannot be opened: {exception.Message} Check that the folder exists, is writable, and that the disk is not full.", exception);
        }
    }

    /// <summary>A new observation, newer than every one before it in any process.</summary>
    public Observation Observe() => new(
        Read(connection => connection.ExecuteScalar<long>("UPDATE observation SET last = last + 1 WHERE id = 1 RETURNING last")),
        Time.GetUtcNow());

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
            throw Translate(Path, exception);
        }
    }

    /// <summary>Runs <paramref name="work"/> in one transaction that takes the write lock at once.</summary>
    internal void Write(Action<SqliteConnection, SqliteTransaction> work) => Read(connection =>
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        work(connection, transaction);
        transaction.Commit();
        return true;
    });

    private static LedgerException Translate(string path, SqliteException exception)
    {
        var cure = exception.SqliteErrorCode switch
        {
            8 => "the disk or folder is read-only; make it writable",
            10 or 13 => "the disk is full or failing; free some room",
            11 or 26 => "the file is damaged; restore a backup, or move it away and let the next sync build a new one (history and held plans are lost, stock is not)",
            14 => "the folder is missing or not writable by this user",
            5 or 6 => "another program holds the file; close it",
            _ => "see the cause",
        };
        return new LedgerException($"The ledger {path} cannot be used ({exception.Message}): {cure}.", exception);
    }
}
