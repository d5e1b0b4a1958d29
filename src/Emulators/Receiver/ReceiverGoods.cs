namespace Connector.Emulators.Receiver;

/// <summary>One article of an emulated site.</summary>
public sealed record ReceiverGoods
{
    /// <summary>Its key in the site.</summary>
    public required long Id { get; init; }

    /// <summary>Its SKU.</summary>
    public required string Sku { get; init; }

    /// <summary>Its number.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>The sequence number it was last written with.</summary>
    public long? Sequence { get; init; }

    /// <summary>Whether the site keeps stock for it.</summary>
    public bool IsTracked { get; init; } = true;
}
