namespace Connector.Adapters.OpenCart.Schema;

/// <summary>The kinds of rows that hold a stock number.</summary>
internal enum StockKind
{
    /// <summary>A product, or from OpenCart 4 on a variant, which is a product row with a master.</summary>
    Product = 0,

    /// <summary>An option value of a product (<c>product_option_value</c>).</summary>
    Option,

    /// <summary>A combination of option values (<c>relatedoptions</c>, a module's table).</summary>
    Combination,
}
