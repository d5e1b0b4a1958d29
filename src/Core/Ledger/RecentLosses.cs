using Connector.Abstractions;

namespace Connector.Core.Ledger;

/// <summary>Listings in stock that were lately set to zero or lowered, or are about to be.</summary>
/// <param name="Zeroed">Those set to zero.</param>
/// <param name="Lowered">Those lowered, the zeroed ones included.</param>
public sealed record RecentLosses(IReadOnlySet<ListingRef> Zeroed, IReadOnlySet<ListingRef> Lowered);
