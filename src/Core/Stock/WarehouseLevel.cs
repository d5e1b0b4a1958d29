namespace Connector.Core.Stock;

/// <summary>What keyCRM says of one offer in one warehouse.</summary>
/// <param name="Warehouse">keyCRM's warehouse id.</param>
/// <param name="Quantity">On hand; may be fractional or negative.</param>
/// <param name="Reserve">Reserved for orders.</param>
public readonly record struct WarehouseLevel(long Warehouse, decimal Quantity, decimal Reserve);
