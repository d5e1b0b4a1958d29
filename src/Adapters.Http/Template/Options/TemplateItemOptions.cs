using System.ComponentModel;

namespace Connector.Adapters.Http.Template.Options;

/// <summary>Where an answer holds the products, and where a product holds its parts. Paths of a part begin at the product.</summary>
public abstract class TemplateItemOptions : TemplateRequestOptions
{
    /// <summary>Path to the products.</summary>
    [Description("Path to the products in the answer: \"$.data[*]\", \"$.products[*].variants[*]\".")]
    public string? Items { get; set; }

    /// <summary>Path to the SKU.</summary>
    [Description("Path to the SKU in a product: \"$.article\".")]
    public string? Sku { get; set; }

    /// <summary>Path to the number.</summary>
    [Description("Path to the stock number in a product: \"$.qty\". A number, or text that is one.")]
    public string? Quantity { get; set; }

    /// <summary>Path to what identifies the product for writing; the SKU does by default.</summary>
    [Description("Path to what identifies the product, for {{ref}}: \"$.id\". Optional: without it the SKU does.")]
    public string? Ref { get; set; }

    /// <summary>Path to what identifies the product that a variant belongs to.</summary>
    [Description("Path to the id of the product that a variant belongs to, for {{parent}}: \"$.product_id\", or \"^.id\" where variants stand inside their product. Optional.")]
    public string? Parent { get; set; }

    /// <summary>Path to whether the site counts stock for the product; it does by default.</summary>
    [Description("Path to true or false (1 or 0): whether the site counts stock for the product. Optional.")]
    public string? Tracked { get; set; }

    /// <summary>Path to a name, for reports.</summary>
    [Description("Path to the product's name, for reports. Optional.")]
    public string? Name { get; set; }

    /// <summary>What a product without a number means.</summary>
    [Description("Whether a product may have no quantity at all (the key is missing): false (default) fails the reading, so that a renamed key is noticed; true reads it as \"no number\".")]
    public bool? QuantityOptional { get; set; }
}
