using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Connector.Adapters.WooCommerce.Options;

/// <summary>What <c>adapters.json</c> says of a WooCommerce shop.</summary>
public sealed class WooCommerceOptions
{
    /// <summary>The shop's address.</summary>
    [Required]
    [Description("The shop's address as WordPress knows it (Settings → General → WordPress/Site Address), with its folder if it has one: https://shop.example.")]
    [RegularExpression("^https?://[^?#@\\s]+$", ErrorMessage = "is no address of a shop; it begins with https:// and has no ?, # or @, for example https://shop.example")]
    public string Url { get; set; } = "";

    /// <summary>The REST key's public half.</summary>
    [Required]
    [DataType(DataType.Password)]
    [Description("The consumer key (ck_…) from WooCommerce → Settings → Advanced → REST API, with the permission Read/Write. A WordPress user name works with an application password.")]
    public string ConsumerKey { get; set; } = "";

    /// <summary>The REST key's secret half.</summary>
    [Required]
    [DataType(DataType.Password)]
    [Description("The consumer secret (cs_…) of the same key, or the application password.")]
    public string ConsumerSecret { get; set; } = "";

    /// <summary>How long one request may take.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:01:30")]
    [Description("How long one request may take. A batch of 100 takes 2 to 4 seconds on a usual server.")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether any certificate will do.</summary>
    [Description("Accept any certificate of an https address: for a shop inside your own network with a certificate of its own. Whoever stands between can then read the key.")]
    public bool AllowInvalidCertificate { get; set; }
}
