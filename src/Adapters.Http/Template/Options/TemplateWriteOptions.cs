using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Connector.Adapters.Http.Template.Options;

/// <summary>How numbers are written.</summary>
public sealed class TemplateWriteOptions : TemplateRequestOptions
{
    /// <summary>Whether a request carries one number or many.</summary>
    [Description("batch: one request for many numbers, {\"each\":\"items\",…} in the body. single: one request for each.")]
    public TemplateWriteMode? Mode { get; set; }

    /// <summary>Most numbers in one request of <c>batch</c>; 100 by default.</summary>
    [Range(1, 1000)]
    [Description("Most numbers in one request, for batch: 1 to 1000, 100 by default.")]
    public int? MaxItems { get; set; }

    /// <summary>Digits after the point that the site takes; 0 by default.</summary>
    [Range(0, 6)]
    [Description("Digits after the point that the site takes: 0 (default) to 6. Other numbers are not sent.")]
    public int? Decimals { get; set; }

    /// <summary>Whether the site takes numbers below zero.</summary>
    [Description("Whether the site takes numbers below zero; false by default.")]
    public bool? Negative { get; set; }

    /// <summary>Where the answer says what became of each number. Without it a success only means that the site said yes.</summary>
    [Description("Where the answer says what became of each number. Without it a success means that the site said yes to the request, and no more.")]
    public TemplateResultOptions? Result { get; set; }
}
