namespace Connector.Emulators.OwnApi;

/// <summary>A product of a site with an API of its own.</summary>
public sealed record OwnApiProduct
{
    /// <summary>1 or more; unique.</summary>
    public required int Id { get; init; }

    /// <summary>Unique within the site, unless a test wants it otherwise.</summary>
    public required string Sku { get; init; }

    /// <summary>What is for sale.</summary>
    public decimal Quantity { get; init; }

    /// <summary>The seller's own id of the product, which Prom.ua writes by.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Whether stock is counted.</summary>
    public bool Tracked { get; init; } = true;

    /// <summary>The product that this is a variant of.</summary>
    public int? ParentId { get; init; }

    /// <summary>What customers see.</summary>
    public string Name => $"Товар {Id}";
}
