using Dapper;
using Microsoft.Data.Sqlite;

namespace Connector.Core.Ledger;

/// <summary>Conditions that persons were told of and that have not cleared, and what each channel has still to tell.</summary>
public sealed class AlertTable
{
    private readonly Ledger ledger;

    internal AlertTable(Ledger ledger) => this.ledger = ledger;

    /// <summary>What has not cleared, the oldest first.</summary>
    public IReadOnlyList<Alert> Standing() => ledger.Read(connection => connection
        .Query("SELECT kind, subject, title, text, raised_at FROM alert ORDER BY raised_at, kind, subject")
        .Select(row => (Alert)Read(row))
        .ToList());

    /// <summary>Notes that a condition was raised, and that every channel has to tell it.</summary>
    public void Raise(Alert alert, IEnumerable<string> channels) => ledger.Write((connection, transaction) =>
    {
        connection.Execute("INSERT OR REPLACE INTO alert (kind, subject, title, text, raised_at) VALUES (@Kind, @Subject, @Title, @Text, @at)",
            new { alert.Kind, alert.Subject, alert.Title, alert.Text, at = SqlTime.Bind(alert.RaisedAt) }, transaction);
        Add(new Notice(alert, null), channels, connection, transaction);
    });

    /// <summary>Notes that a condition cleared, and that every channel has to tell it.</summary>
    public void Clear(Alert alert, DateTimeOffset at, IEnumerable<string> channels) => ledger.Write((connection, transaction) =>
    {
        connection.Execute("DELETE FROM alert WHERE kind = @Kind AND subject = @Subject", new { alert.Kind, alert.Subject }, transaction);
        Add(new Notice(alert, at), channels, connection, transaction);
    });

    /// <summary>What a channel has still to tell, the oldest first.</summary>
    public IReadOnlyList<(long Id, Notice Notice)> Waiting(string channel) => ledger.Read(connection => connection
        .Query("SELECT id, kind, subject, title, text, raised_at, cleared_at FROM notice WHERE channel = @channel ORDER BY id", new { channel })
        .Select(row => ((long)row.id, new Notice((Alert)Read(row), row.cleared_at is string cleared ? SqlTime.Read(cleared) : null)))
        .ToList());

    /// <summary>Forgets what has been told, or never will be.</summary>
    public void Told(IReadOnlyCollection<long> ids) => ledger.Write((connection, transaction) =>
        connection.Execute("DELETE FROM notice WHERE id IN @ids", new { ids }, transaction));

    private static void Add(Notice notice, IEnumerable<string> channels, SqliteConnection connection, SqliteTransaction transaction)
    {
        foreach (var channel in channels)
        {
            connection.Execute(
                """
                INSERT INTO notice (channel, kind, subject, title, text, raised_at, cleared_at)
                VALUES (@channel, @Kind, @Subject, @Title, @Text, @raised, @cleared)
                """,
                new
                {
                    channel,
                    notice.Alert.Kind,
                    notice.Alert.Subject,
                    notice.Alert.Title,
                    notice.Alert.Text,
                    raised = SqlTime.Bind(notice.Alert.RaisedAt),
                    cleared = notice.ClearedAt is { } at ? SqlTime.Bind(at) : null,
                }, transaction);
        }
    }

    private static Alert Read(dynamic row) => new()
    {
        Kind = (string)row.kind,
        Subject = (string)row.subject,
        Title = (string)row.title,
        Text = (string)row.text,
        RaisedAt = SqlTime.Read((string)row.raised_at),
    };
}
