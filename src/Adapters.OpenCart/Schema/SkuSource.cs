namespace Connector.Adapters.OpenCart.Schema;

/// <summary>Where products' SKUs are read from.</summary>
/// <param name="Name">As in the options: <c>sku</c>, <c>model</c>, <c>product_code</c>.</param>
/// <param name="Column">The column of <c>product</c>, quoted; <see langword="null"/> for <c>product_code</c>.</param>
/// <param name="Codes">Selects <c>product_id, value</c> of all SKU rows of <c>product_code</c>, without a condition on the product.</param>
internal sealed record SkuSource(string Name, string? Column, string? Codes);
