namespace Connector.Emulators.KeyCrm;

/// <summary>A change that happened: the offer as it is afterwards, and the warehouses whose rows differ now.</summary>
internal readonly record struct StockMovement(KeyCrmOffer Offer, IReadOnlyList<int> WarehouseIds);
