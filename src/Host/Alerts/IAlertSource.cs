using Connector.Core.Ledger;

namespace Connector.Host.Alerts;

/// <summary>Knows how some conditions stand.</summary>
internal interface IAlertSource
{
    /// <summary>Looks. Every condition that it knows of is told, also while it does not hold.</summary>
    /// <exception cref="LedgerException">It cannot be told now.</exception>
    IEnumerable<AlertCheck> Check();
}
