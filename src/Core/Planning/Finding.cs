namespace Connector.Core.Planning;

/// <summary>One line of a report.</summary>
/// <param name="Kind">What was found.</param>
/// <param name="Sku">The SKU, as the side that has it spells it.</param>
/// <param name="Ref">The listing, if one is concerned.</param>
/// <param name="Offer">keyCRM's offer id, if one is concerned.</param>
/// <param name="Detail">A sentence for a person.</param>
public readonly record struct Finding(FindingKind Kind, string? Sku, string? Ref, long? Offer, string Detail);
