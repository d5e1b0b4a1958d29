using Connector.Abstractions;

namespace Connector.Core.Ledger;

/// <summary>A listing that no longer holds what the connector last put there.</summary>
/// <param name="Ref">The listing.</param>
/// <param name="Sku">Its SKU as the store has it.</param>
/// <param name="Put">What the connector put there.</param>
/// <param name="Found">What the store holds now.</param>
/// <param name="PutAt">When the connector put it there, UTC.</param>
public sealed record Drift(ListingRef Ref, string Sku, decimal Put, decimal? Found, DateTimeOffset PutAt);
