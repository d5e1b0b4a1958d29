namespace Connector.Adapters.Sql.Values;

/// <summary>A listing as the database holds it.</summary>
internal sealed record Row
{
    /// <summary>The key as the driver gave it.</summary>
    public required object Key { get; init; }

    /// <summary>The SKU as it stands there; empty for NULL.</summary>
    public required string Sku { get; init; }

    /// <summary>The number; <see langword="null"/> where there is none.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>Whether the quantity column holds something that is no number. Such a row is left alone.</summary>
    public bool IsNoNumber { get; init; }

    /// <summary>The name, if configured.</summary>
    public string? Name { get; init; }

    /// <summary>The key of the product, if configured.</summary>
    public string? Parent { get; init; }

    /// <summary>The key as text.</summary>
    public string KeyText => Values.KeyText.Of(Key);
}
