using System.Globalization;
using Connector.Core.Planning;

namespace Connector.Core.Sync;

/// <summary>Tells of listings that no longer hold what the connector last put there.</summary>
internal static class DriftFindings
{
    public static IEnumerable<Finding> Of(IEnumerable<Ledger.Drift> drifts) => drifts.Select(drift => new Finding(
        FindingKind.Drift, drift.Sku, drift.Ref.Value, null,
        string.Create(CultureInfo.InvariantCulture,
            $"the connector put {drift.Put} there at {drift.PutAt:yyyy-MM-dd HH:mm} UTC; the store held {drift.Found?.ToString(CultureInfo.InvariantCulture) ?? "nothing"} when it was read")));
}
