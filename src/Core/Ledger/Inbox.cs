using Connector.Core.Ledger.Backups;
using Connector.Core.Stock;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Connector.Core.Ledger;

/// <summary>
/// The webhooks that were taken and not worked on yet, in a file of their own beside the ledger, so that an arrival never waits
/// for a snapshot that is being stored. What is acknowledged is durable, through a power cut too: all arrivals that wait are
/// stored in one transaction that is forced to the disk. Nothing is compared by content: 5, 4, 5 are three webhooks. Safe for
/// several threads and processes on one machine.
/// </summary>
public sealed class Inbox
{
    /// <summary>The most bytes of bodies that wait to be written at one time; more are refused.</summary>
    public const long MostWaitingBytes = 64 * 1024 * 1024;

    /// <summary>About how many bytes of bodies are taken out at one time.</summary>
    public const int MostBytesAtOnce = 4 * 1024 * 1024;

    // What another process may hold the file's lock for, in milliseconds.
    private const int LockPatience = 10_000;

    private readonly TimeProvider time;

    // Two writers of one process would meet as "busy" and sleep; they wait for each other here instead.
    private readonly Lock writing = new();

    private readonly Lock gate = new();
    private List<InboxRequest> waiting = [];
    private long waitingBytes;
    private bool isStoring;

    private Inbox(string path, TimeProvider time)
    {
        Path = path;
        this.time = time;
        ConnectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Cache = SqliteCacheMode.Private,
            DefaultTimeout = LockPatience / 1000,
        }.ToString();
    }

    /// <summary>Tells the account of each webhook that this process has just stored. Handlers must be quick: callers wait for them.</summary>
    public event Action<string>? Received;

    /// <summary>The database's file.</summary>
    public string Path { get; }

    internal string ConnectionString { get; }

    /// <summary>Whether a transaction is under way, or waits for the file, with everything that had arrived when it began.</summary>
    internal bool IsWaitingForTheFile
    {
        get
        {
            lock (gate)
                return isStoring && waiting.Count == 0;
        }
    }

    /// <summary>How many pages the file may have, for tests: SQLite itself then says that the disk is full.</summary>
    internal long? MostPages { get; set; }

    /// <summary>Opens the inbox in a folder, making or migrating it where needed.</summary>
    /// <param name="folder">The state folder; made if it is not there.</param>
    /// <param name="time">The clock of what is recorded.</param>
    /// <exception cref="LedgerException">The inbox cannot be opened; the message names file, fault and cure.</exception>
    public static Inbox Open(string folder, TimeProvider time)
    {
        var inbox = new Inbox(System.IO.Path.Combine(folder, StateFiles.Inbox), time);
        try
        {
            Directory.CreateDirectory(folder);
            inbox.Use(connection =>
            {
                connection.Execute("PRAGMA journal_mode = WAL");
                Migrator.Migrate(connection, Migrator.OfInbox, "inbox", inbox.Path);
                return true;
            });
            return inbox;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw LedgerFaults.Translate("inbox", inbox.Path, exception);
        }
    }

    /// <summary>Stores a webhook.</summary>
    /// <param name="account">The account it came for.</param>
    /// <param name="body">The body. It is not copied: leave it as it is until the task has ended, however it ends.</param>
    /// <param name="cancellationToken">Gives the webhook up while it waits; once it is being written it is stored all the same.</param>
    /// <returns>A task that ends when the webhook is durable.</returns>
    /// <exception cref="LedgerException">It cannot be stored, or too many wait already; nothing is.</exception>
    public async Task AppendAsync(string account, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var request = Enqueue(account, body);
        await using (cancellationToken.Register(() => request.GiveUp(cancellationToken)).ConfigureAwait(false))
            await request.Stored.ConfigureAwait(false);
        Received?.Invoke(account);
    }

    /// <summary>A new observation, newer than every one before it in any process.</summary>
    public Observation Observe() => Write(isForced: false, (connection, transaction) => new Observation(
        connection.ExecuteScalar<long>("UPDATE observation SET last = last + 1 WHERE id = 1 RETURNING last", transaction: transaction),
        time.GetUtcNow()));

    /// <summary>Webhooks of an account that wait to be worked on, the oldest first.</summary>
    /// <param name="account">The account.</param>
    /// <param name="limit">At most so many, and no more than <see cref="MostBytesAtOnce"/> with all but the last.</param>
    /// <param name="after">Only those later than this <see cref="InboxEntry.Id"/>.</param>
    public IReadOnlyList<InboxEntry> Waiting(string account, int limit, long after = 0) => Use(connection =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT id, body, received_at, observation FROM entry WHERE account = $account AND id > $after ORDER BY id LIMIT $limit";
        command.Parameters.AddWithValue("$account", account);
        command.Parameters.AddWithValue("$after", after);
        command.Parameters.AddWithValue("$limit", limit);
        using var reader = command.ExecuteReader();
        var found = new List<InboxEntry>();
        var bytes = 0L;
        while (bytes < MostBytesAtOnce && reader.Read())
        {
            var at = SqlTime.Read(reader.GetString(2));
            found.Add(new InboxEntry
            {
                Id = reader.GetInt64(0),
                Account = account,
                Body = reader.GetFieldValue<byte[]>(1),
                ReceivedAt = at,
                Observation = new Observation(reader.GetInt64(3), at),
            });
            bytes += found[^1].Body.Length;
        }

        return found;
    });

    /// <summary>How many webhooks of an account wait to be worked on.</summary>
    public int CountWaiting(string account) =>
        Use(connection => connection.ExecuteScalar<int>("SELECT count(*) FROM entry WHERE account = @account", new { account }));

    /// <summary>Forgets webhooks that have been worked on. A power cut may bring the last ones back, which does no harm.</summary>
    public void Done(IReadOnlyCollection<long> ids) => Write(isForced: false, (connection, transaction) =>
    {
        using var delete = new BulkCommand(connection, transaction, "DELETE FROM entry WHERE id = $0", 1);
        foreach (var id in ids)
            delete.Run(id);
        return true;
    });

    /// <summary>When the latest webhook of an account arrived, UTC, whether it was worked on or not; <see langword="null"/> if none ever did.</summary>
    public DateTimeOffset? LastReceived(string account) => Use(connection =>
        connection.ExecuteScalar<string?>("SELECT at FROM received WHERE account = @account", new { account }) is { } at ? SqlTime.Read(at) : (DateTimeOffset?)null);

    /// <summary>Makes every new observation newer than one that is known from elsewhere.</summary>
    internal void RaiseObservation(long atLeast)
    {
        if (Use(connection => connection.ExecuteScalar<long>("SELECT last FROM observation WHERE id = 1")) >= atLeast)
            return;
        Write(isForced: false, (connection, transaction) => connection.Execute(
            "UPDATE observation SET last = @atLeast WHERE id = 1 AND last < @atLeast", new { atLeast }, transaction));
    }

    private InboxRequest Enqueue(string account, ReadOnlyMemory<byte> body)
    {
        lock (gate)
        {
            if (waitingBytes + body.Length > MostWaitingBytes)
            {
                throw new LedgerException(
                    $"The inbox {Path} takes nothing more for now: {waitingBytes >> 20} MB of webhooks wait to be written. The disk is too slow or held by another program; see that it recovers.");
            }

            // The clock is read under the lock: observations and times grow together.
            var request = new InboxRequest(account, body, time.GetUtcNow());
            waitingBytes += body.Length;
            waiting.Add(request);
            if (!isStoring)
            {
                isStoring = true;
                _ = Task.Run(StoreAll);
            }

            return request;
        }
    }

    // One at a time. While one transaction is forced to the disk the next one fills.
    private void StoreAll()
    {
        while (true)
        {
            List<InboxRequest> all;
            lock (gate)
            {
                if (waiting.Count == 0)
                {
                    isStoring = false;
                    return;
                }

                all = waiting;
                waiting = [];
            }

            var bytes = all.Sum(request => (long)request.Body.Length);
            var taken = all.FindAll(request => request.TryTake());
            var fault = TryStore(taken);
            lock (gate)
                waitingBytes -= bytes;
            foreach (var request in taken)
            {
                if (fault is null)
                    request.Succeed();
                else
                    request.Fail(fault);
            }
        }
    }

    private LedgerException? TryStore(List<InboxRequest> requests)
    {
        if (requests.Count == 0)
            return null;
        try
        {
            Write(isForced: true, (connection, transaction) =>
            {
                Insert(connection, transaction, requests);
                return true;
            });
            return null;
        }
        catch (LedgerException exception)
        {
            return exception;
        }
        catch (Exception exception)
        {
            // Whatever it is: the callers must hear of it, and the next arrivals must be tried.
            return new LedgerException($"The inbox {Path} could not be written ({exception.GetType().Name}: {exception.Message}).", exception);
        }
    }

    private static void Insert(SqliteConnection connection, SqliteTransaction transaction, List<InboxRequest> requests)
    {
        var last = connection.ExecuteScalar<long>("UPDATE observation SET last = last + @Count WHERE id = 1 RETURNING last", new { requests.Count }, transaction);
        using var insert = new BulkCommand(connection, transaction,
            "INSERT INTO entry (account, body, received_at, observation) VALUES ($0, $1, $2, $3)", 4);
        var sequence = last - requests.Count;
        foreach (var request in requests)
            insert.Run(request.Account, request.Body.ToArray(), SqlTime.Bind(request.At), ++sequence);
        foreach (var (account, at) in requests.GroupBy(request => request.Account, (account, of) => (account, of.Max(request => request.At))))
        {
            connection.Execute("""
                INSERT INTO received (account, at) VALUES (@account, @at)
                ON CONFLICT (account) DO UPDATE SET at = max(received.at, excluded.at)
                """, new { account, at = SqlTime.Bind(at) }, transaction);
        }
    }

    private T Write<T>(bool isForced, Func<SqliteConnection, SqliteTransaction, T> work)
    {
        lock (writing)
        {
            return Use(connection =>
            {
                // FULL forces the commit to the disk. NORMAL keeps it over the death of the process, and the opening of the
                // ledger makes up for observations that a power cut took.
                connection.Execute(isForced ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
                using var transaction = connection.BeginTransaction(deferred: false);
                var result = work(connection, transaction);
                transaction.Commit();
                return result;
            });
        }
    }

    private T Use<T>(Func<SqliteConnection, T> use)
    {
        try
        {
            using var connection = new SqliteConnection(ConnectionString);
            connection.Open();
            // SQLite's own patience looks again after milliseconds; the client library's would sleep much longer.
            connection.Execute($"PRAGMA busy_timeout = {LockPatience}");
            if (MostPages is { } pages)
                connection.Execute($"PRAGMA max_page_count = {pages}");
            return use(connection);
        }
        catch (SqliteException exception)
        {
            LedgerFaults.CloseIdle(ConnectionString);
            throw LedgerFaults.Translate("inbox", Path, "webhooks in it are lost, and the next reading of keyCRM makes up for them", exception);
        }
    }
}
