using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Connector.Host.Configuration.Sections;

/// <summary>keyCRM's stock webhook as it is written.</summary>
internal sealed class WebhookSection
{
    [Required]
    [DataType(DataType.Password)]
    [Description("The last part of the webhook's address: 8 to 256 letters, digits, “-”, “_”, “.” or “~”. A list of two while it is changed over.")]
    public WebhookSecrets? Secret { get; set; }

    [DefaultValue(WebhookMode.Verify)]
    [Description("verify re-reads the offers a webhook names; trust uses its numbers at once and verifies afterwards.")]
    public WebhookMode Mode { get; set; }
}
