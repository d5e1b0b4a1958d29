using System.Text;
using Connector.Core.Ledger;
using Connector.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace Connector.Core.Tests.Ledger;

/// <summary>An inbox of its own, and other programs that have its file in their hands.</summary>
public sealed class InboxFixture : IDisposable
{
    private readonly TempFolder folder = new();

    public InboxFixture() => Inbox = Inbox.Open(folder.Path, Time);

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero));

    public Inbox Inbox { get; }

    public string Folder => folder.Path;

    public static string Text(InboxEntry entry) => Encoding.UTF8.GetString(entry.Body.Span);

    public Task AppendAsync(string text, string account = "main") =>
        Inbox.AppendAsync(account, Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);

    /// <summary>What another process would find.</summary>
    public IReadOnlyList<string> Stored(string account = "main") => [.. Inbox.Open(Folder, Time).Waiting(account, int.MaxValue).Select(Text)];

    /// <summary>Takes the file's lock as another program would; closing gives it back.</summary>
    public SqliteConnection Lock()
    {
        var connection = new SqliteConnection($"Data Source={Inbox.Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();
        return connection;
    }

    /// <summary>Makes the file read-only in a way that stops root too: its header says that a newer SQLite only may write it.</summary>
    public void MakeReadOnly() => WriteFormat(9);

    /// <summary>Makes it writable again.</summary>
    public void MakeWritable() => WriteFormat(2);

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    private void WriteFormat(byte version)
    {
        // With its last connection the write-ahead log is gone, and the header is the file's own. Other tests run beside this
        // one, so only this file's connections may be closed.
        using (var last = new SqliteConnection(Inbox.ConnectionString))
            SqliteConnection.ClearPool(last);
        File.Exists(Inbox.Path + "-wal").ShouldBeFalse();
        using var file = new FileStream(Inbox.Path, FileMode.Open, FileAccess.Write);
        file.Position = 18;
        file.WriteByte(version);
    }
}
