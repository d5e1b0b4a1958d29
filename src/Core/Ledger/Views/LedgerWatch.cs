using Dapper;
using Microsoft.Data.Sqlite;

namespace Connector.Core.Ledger.Views;

/// <summary>Notices that somebody, in any process, has changed the ledger. Asking costs microseconds.</summary>
public sealed class LedgerWatch : IDisposable
{
    private readonly SqliteConnection connection;
    private long version;

    internal LedgerWatch(SqliteConnection connection)
    {
        this.connection = connection;
        version = Version();
    }

    /// <summary>Whether the ledger was changed since this was asked last.</summary>
    public bool HasChanged()
    {
        var now = Version();
        var isChanged = now != version;
        version = now;
        return isChanged;
    }

    /// <inheritdoc />
    public void Dispose() => connection.Dispose();

    // It changes with every commit of another connection.
    private long Version() => connection.ExecuteScalar<long>("PRAGMA data_version");
}
