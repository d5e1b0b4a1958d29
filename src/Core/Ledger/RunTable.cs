using Connector.Abstractions;
using Dapper;

namespace Connector.Core.Ledger;

/// <summary>What was done when, one row for each pass over a store.</summary>
public sealed class RunTable
{
    internal const string Select = "SELECT id, store, started_at, ended_at, state, changes, applied, failed, message FROM run";

    private readonly Ledger ledger;

    internal RunTable(Ledger ledger) => this.ledger = ledger;

    /// <summary>Begins a run. Only the holder of the store's lease may: a run that still seems under way was cut.</summary>
    public long Begin(StoreId store)
    {
        long id = 0;
        ledger.Write((connection, transaction) =>
        {
            var now = SqlTime.Bind(ledger.Time.GetUtcNow());
            connection.Execute("UPDATE run SET state = 'cut', ended_at = @now WHERE store = @store AND state = 'running'",
                new { store = store.Value, now }, transaction);
            id = connection.ExecuteScalar<long>("INSERT INTO run (store, started_at, state) VALUES (@store, @now, 'running') RETURNING id",
                new { store = store.Value, now }, transaction);
        });
        return id;
    }

    /// <summary>Ends a run.</summary>
    public void End(long run, RunState state, int changes, int applied, int failed, string? message) =>
        ledger.Write((connection, transaction) => connection.Execute(
            "UPDATE run SET ended_at = @now, state = @state, changes = @changes, applied = @applied, failed = @failed, message = @message WHERE id = @run",
            new { run, now = SqlTime.Bind(ledger.Time.GetUtcNow()), state = Name(state), changes, applied, failed, message }, transaction));

    /// <summary>The latest run of a store, if there was one.</summary>
    public Run? Last(StoreId store) => Find("store = @store ORDER BY id DESC LIMIT 1", new { store = store.Value });

    /// <summary>A run by its number, if there was one.</summary>
    public Run? Find(long run) => Find("id = @run", new { run });

    private Run? Find(string condition, object parameters) =>
        ledger.Read(connection =>
        {
            return connection.Query($"{Select} WHERE {condition}", parameters).Select(row => (Run)Map(row)).SingleOrDefault();
        });

    internal static Run Map(dynamic row) => new()
    {
        Id = (long)row.id,
        Store = (string)row.store,
        StartedAt = SqlTime.Read((string)row.started_at),
        EndedAt = row.ended_at is string ended ? SqlTime.Read(ended) : null,
        State = Enum.Parse<RunState>((string)row.state, ignoreCase: true),
        Changes = (int)(long)row.changes,
        Applied = (int)(long)row.applied,
        Failed = (int)(long)row.failed,
        Message = (string?)row.message,
    };

    private static string Name(RunState state) => state switch
    {
        RunState.Running => "running",
        RunState.Done => "done",
        RunState.Held => "held",
        RunState.Failed => "failed",
        _ => "cut",
    };
}
