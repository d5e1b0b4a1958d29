using System.Text.Json.Serialization;

namespace Connector.Adapters.OpenCart;

/// <summary>Where a shop's products keep their SKU.</summary>
public enum SkuChoice
{
    /// <summary><c>product_code</c> where it holds SKU rows, else <c>product.sku</c>, else <c>product.model</c>.</summary>
    [JsonStringEnumMemberName("auto")]
    Auto = 0,

    /// <summary>The column <c>product.sku</c> (OpenCart up to 4.1.0.0).</summary>
    [JsonStringEnumMemberName("sku")]
    Sku,

    /// <summary>The column <c>product.model</c>.</summary>
    [JsonStringEnumMemberName("model")]
    Model,

    /// <summary>The SKU rows of the table <c>product_code</c> (OpenCart 4.1.0.1 and later).</summary>
    [JsonStringEnumMemberName("product_code")]
    ProductCode,
}
