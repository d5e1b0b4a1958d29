using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Connector.Adapters.CsCart.Options;

/// <summary>What <c>adapters.json</c> says of a CS-Cart shop.</summary>
public sealed class CsCartOptions
{
    /// <summary>The shop's address.</summary>
    [Required]
    [RegularExpression("^https?://[^?#]+$", ErrorMessage = "is no address of a shop; it begins with https:// and has no ? or #, for example https://shop.example")]
    [Description("The shop's address, with its folder if it has one: https://shop.example. Redirects are not followed.")]
    public string Url { get; set; } = "";

    /// <summary>The administrator whose key it is.</summary>
    [Required]
    [Description("The e-mail address of the administrator whose API key is used.")]
    public string Email { get; set; } = "";

    /// <summary>That administrator's API key.</summary>
    [Required]
    [DataType(DataType.Password)]
    [Description("The administrator's API key: Customers → Administrators → the user → API access.")]
    public string ApiKey { get; set; } = "";

    /// <summary>The vendor or company whose products are meant.</summary>
    [Range(1, int.MaxValue)]
    [Description("Only products of this company. Needed in Multi-Vendor, where it is the vendor's number: two vendors may use one SKU.")]
    public int? CompanyId { get; set; }

    /// <summary>The version of the REST API.</summary>
    [RegularExpression(@"^[12]\.0$", ErrorMessage = "is 2.0 or, for very old shops, 1.0")]
    [Description("The version of the shop's REST API: 2.0, or 1.0 for very old shops.")]
    public string ApiVersion { get; set; } = "2.0";

    /// <summary>How long one request may take.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:01:30")]
    [Description("How long one request may take.")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
}
