using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Connector.Adapters.Http.Template.Options;

/// <summary>How products are looked up by SKU. Paths that are left out are those of <c>read</c>.</summary>
public sealed class TemplateFindOptions : TemplateItemOptions
{
    /// <summary>SKUs in one request; 1 by default.</summary>
    [Range(1, 1000)]
    [Description("Most SKUs in one request: 1 (default) to 1000. With more than one, a query parameter with {{sku}} is repeated, and a body lists them by {\"each\":\"skus\",\"value\":\"{{sku}}\"}.")]
    public int? MaxItems { get; set; }
}
