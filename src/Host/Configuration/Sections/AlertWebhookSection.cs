using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Connector.Host.Configuration.Sections;

/// <summary>A program that is told by HTTP, as it is written.</summary>
internal sealed class AlertWebhookSection
{
    [Required]
    [Url]
    [DataType(DataType.Password)]
    [Description("Where alerts are posted as JSON.")]
    public string Url { get; set; } = "";

    [DataType(DataType.Password)]
    [RegularExpression("^whsec_[A-Za-z0-9+/]{32,}={0,2}$", ErrorMessage = "is no secret: make one with: echo whsec_$(openssl rand -base64 32)")]
    [Description("Signs what is posted (Standard Webhooks): whsec_ and at least 24 bytes in base64.")]
    public string? Secret { get; set; }

    /// <summary>The program.</summary>
    public AlertWebhookConfiguration ToConfiguration() => new() { Url = new Uri(Url), Secret = Secret };
}
