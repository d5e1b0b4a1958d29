using Dapper;

namespace Connector.Core.Ledger;

/// <summary>
/// The requests made to keyCRM in the last minute, by any process of this machine: the limit is the key's, and two commands
/// one after the other share it.
/// </summary>
public sealed class RequestTable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Ledger ledger;

    internal RequestTable(Ledger ledger) => this.ledger = ledger;

    /// <summary>Notes a request.</summary>
    public void Add(string account) =>
        ledger.Write((connection, transaction) =>
        {
            var now = ledger.Time.GetUtcNow();
            connection.Execute("DELETE FROM request WHERE account = @account AND at < @before",
                new { account, before = SqlTime.Bind(now - Window) }, transaction);
            connection.Execute("INSERT INTO request (account, at) VALUES (@account, @at)", new { account, at = SqlTime.Bind(now) }, transaction);
        });

    /// <summary>How long ago each request of the last minute was made.</summary>
    public IReadOnlyList<TimeSpan> Recent(string account)
    {
        var now = ledger.Time.GetUtcNow();
        return ledger.Read(connection => connection.Query<string>("SELECT at FROM request WHERE account = @account AND at >= @after",
                new { account, after = SqlTime.Bind(now - Window) })
            .Select(at => now - SqlTime.Read(at))
            .Where(age => age >= TimeSpan.Zero && age < Window)
            .ToList());
    }
}
