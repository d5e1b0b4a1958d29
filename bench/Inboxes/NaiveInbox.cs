using Microsoft.Data.Sqlite;

namespace Connector.Bench.Inboxes;

/// <summary>The baseline: every webhook in a transaction of its own that is forced to the disk, one after another.</summary>
internal sealed class NaiveInbox : IDisposable
{
    private readonly Lock gate = new();
    private readonly SqliteConnection connection;

    public NaiveInbox(string folder)
    {
        connection = new SqliteConnection($"Data Source={Path.Combine(folder, "naive.db")};Pooling=false");
        connection.Open();
        Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE entry (id INTEGER PRIMARY KEY, body BLOB)");
    }

    public void Append(byte[] body)
    {
        lock (gate)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO entry (body) VALUES ($body)";
            command.Parameters.AddWithValue("$body", body);
            command.ExecuteNonQuery();
        }
    }

    public void Dispose() => connection.Dispose();

    private void Execute(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
