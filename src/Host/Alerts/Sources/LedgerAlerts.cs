using Connector.Core.Ledger;

namespace Connector.Host.Alerts.Sources;

/// <summary>Whether the ledger can be used and is whole. The whole file is looked through at the start and once a day.</summary>
internal sealed class LedgerAlerts(Ledger ledger, TimeProvider time) : IAlertSource
{
    private static readonly TimeSpan Every = TimeSpan.FromDays(1);

    private DateTimeOffset? lookedAt;
    private string? damage;

    /// <inheritdoc />
    public IEnumerable<AlertCheck> Check()
    {
        var fault = Fault();
        yield return AlertCheck.Of(AlertKind.LedgerDamaged, "", fault is not null, "The ledger cannot be used",
            $"{fault} What was written to stores stays right; nothing new is decided while the ledger cannot be used. Stop the service, then bring back a backup: connector restore FILE.");
    }

    private string? Fault()
    {
        try
        {
            if (lookedAt is null || time.GetUtcNow() - lookedAt.Value >= Every)
            {
                damage = ledger.CheckIntegrity();
                lookedAt = time.GetUtcNow();
            }

            _ = ledger.Levels.LastChange();
            return damage;
        }
        catch (LedgerException exception)
        {
            return exception.Message;
        }
    }
}
