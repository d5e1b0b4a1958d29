namespace Connector.Core.KeyCrm;

/// <summary>What keyCRM's stock webhook says of one offer. At least one of <paramref name="Offer"/> and <paramref name="Sku"/> is known.</summary>
/// <param name="Offer">The offer; <see langword="null"/> where only the SKU was given.</param>
/// <param name="Sku">Its SKU; <see langword="null"/> for an offer without one.</param>
/// <param name="InStock">On hand in the webhook's warehouses, reserved goods included; <see langword="null"/> if unknown, never zero instead.</param>
/// <param name="InReserve">Reserved in the webhook's warehouses; <see langword="null"/> if unknown.</param>
public readonly record struct WebhookRow(long? Offer, string? Sku, decimal? InStock, decimal? InReserve);
