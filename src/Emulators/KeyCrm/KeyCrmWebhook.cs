namespace Connector.Emulators.KeyCrm;

/// <summary>A stock webhook as the cabinet's form has it: an address and warehouses, no secret, no header (facts/keycrm.md §9).</summary>
public sealed record KeyCrmWebhook
{
    /// <summary>Where changes are posted.</summary>
    public required Uri Url { get; init; }

    /// <summary>The warehouses whose sum is sent, and whose changes it is called for; empty for all.</summary>
    public IReadOnlyList<int> WarehouseIds { get; init; } = [];
}
