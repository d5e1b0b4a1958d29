using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Connector.Adapters.PrestaShop.Options;

/// <summary>What <c>adapters.json</c> says of a PrestaShop shop.</summary>
public sealed class PrestaShopOptions
{
    /// <summary>The shop's address.</summary>
    [Required]
    [Description("The shop's address as it calls itself (Shop parameters → Traffic & SEO → Shop domain), with its folder if it has one: https://shop.example. It decides which of several shops is meant.")]
    [RegularExpression("^https?://[^?#@\\s]+$", ErrorMessage = "is no address of a shop; it begins with https:// and has no ?, # or @, for example https://shop.example")]
    public string Url { get; set; } = "";

    /// <summary>The webservice key.</summary>
    [Required]
    [DataType(DataType.Password)]
    [RegularExpression("^[!-~]{32}$", ErrorMessage = "is no webservice key: PrestaShop's keys have exactly 32 characters")]
    [Description("The key from Advanced parameters → Webservice: exactly 32 characters, with the rights GET on products and combinations, GET and PATCH (PUT before 8.0) on stock_availables.")]
    public string Key { get; set; } = "";

    /// <summary>Which of several shops.</summary>
    [Range(1, int.MaxValue)]
    [Description("The number of one shop among several (multistore). Left out: the shop to which the address belongs.")]
    public int? ShopId { get; set; }

    /// <summary>How long one request may take.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:01:30")]
    [Description("How long one request may take. A page of 1,000 products takes about a second on a usual server, 100 numbers a tenth of one.")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);
}
