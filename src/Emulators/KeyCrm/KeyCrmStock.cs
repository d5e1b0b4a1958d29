namespace Connector.Emulators.KeyCrm;

/// <summary>What one warehouse holds of one offer.</summary>
/// <param name="WarehouseId">The warehouse.</param>
/// <param name="Quantity">On hand, reserved goods included; may be negative or a fraction.</param>
/// <param name="Reserve">Reserved for orders.</param>
public readonly record struct KeyCrmStock(int WarehouseId, decimal Quantity, decimal Reserve);
