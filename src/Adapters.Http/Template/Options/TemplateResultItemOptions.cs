using System.ComponentModel;
using System.Text.Json;

namespace Connector.Adapters.Http.Template.Options;

/// <summary>A list in the answer to a write, and how its entries are recognised and read.</summary>
public class TemplateResultItemOptions
{
    /// <summary>Path to the entries; the whole answer is the one entry of a single write by default.</summary>
    [Description("Path to the entries in the answer: \"$.log[*]\", \"$.errors.*\". For single writes it may be left out: the whole answer is the entry.")]
    public string? Items { get; set; }

    /// <summary>Path to the SKU of an entry.</summary>
    [Description("Path to the SKU in an entry: \"$.sku\"; \"@key\" is the name of a member where the path of items ends in \".*\".")]
    public string? Sku { get; set; }

    /// <summary>Path to the reference of an entry, what <c>read.ref</c> read.</summary>
    [Description("Path to the id in an entry, the same that ref of read names: \"$.id\".")]
    public string? Ref { get; set; }

    /// <summary>Path to the place of the number in the request, from 0.</summary>
    [Description("Path to the place of the number in the request, counted from 0: \"$.index\". Instead of sku and ref.")]
    public string? Index { get; set; }

    /// <summary>Path to the word that says what became of it.</summary>
    [Description("Path to the word that says what became of the number: \"$.status\".")]
    public string? Status { get; set; }

    /// <summary>Words for: not there.</summary>
    [Description("Values of status that mean: the site has no such product.")]
    public IList<JsonElement>? NotFound { get; set; }

    /// <summary>Words for: no stock is counted for it.</summary>
    [Description("Values of status that mean: the site counts no stock for the product.")]
    public IList<JsonElement>? NotTracked { get; set; }

    /// <summary>Words for: the site will never take this number.</summary>
    [Description("Values of status that mean: the site will not take this number, now or later.")]
    public IList<JsonElement>? Rejected { get; set; }

    /// <summary>Path to a sentence about it.</summary>
    [Description("Path to a sentence about it, for the journal: \"$.message\".")]
    public string? Message { get; set; }
}
