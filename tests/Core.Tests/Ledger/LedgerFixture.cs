using Connector.Testing;

namespace Connector.Core.Tests.Ledger;

/// <summary>A ledger of its own in a folder of its own, with a clock that stands still.</summary>
public sealed class LedgerFixture : IDisposable
{
    private readonly TempFolder folder = new();

    public LedgerFixture() => Ledger = Core.Ledger.Ledger.Open(folder.Path, Time);

    public PausingTime Time { get; } = new(new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero));

    public Core.Ledger.Ledger Ledger { get; }

    public string Folder => folder.Path;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }
}
