namespace Connector.Adapters.OpenCart.Schema;

/// <summary>What this shop's database is like, as far as this user sees it.</summary>
internal sealed record ShopSchema
{
    /// <summary>The kind of OpenCart, for people: "OpenCart 4.1.0.4 or later".</summary>
    public required string Generation { get; init; }

    public required SkuSource Sku { get; init; }

    public required StockTable Products { get; init; }

    /// <summary>Option values with a SKU of their own, if the shop has them.</summary>
    public StockTable? Options { get; init; }

    /// <summary>Combinations with a SKU of their own, if the shop has them.</summary>
    public StockTable? Combinations { get; init; }

    /// <summary>Tables and rights that the roll-ups use.</summary>
    public required RollUpTables RollUps { get; init; }

    /// <summary><c>product_option_value</c>, if its <c>subtract</c> is visible: for the count of products sold by options.</summary>
    public string? OptionValues { get; init; }

    /// <summary>The stock table of a kind, if the shop has it.</summary>
    public StockTable? this[StockKind kind] => kind switch
    {
        StockKind.Product => Products,
        StockKind.Option => Options,
        _ => Combinations,
    };
}
