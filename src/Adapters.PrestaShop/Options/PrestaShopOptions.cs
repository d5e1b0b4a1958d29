using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Connector.Adapters.PrestaShop.Options;

/// <summary>What <c>adapters.json</c> says of a PrestaShop shop.</summary>
public sealed class PrestaShopOptions
{
    /// <summary>The shop's address.</summary>
    [Required]
    [RegularExpression("^https?://[^?#@]+$", ErrorMessage = "is no address of a shop; it begins with https:// and has no ?, # or @, for example https://shop.example")]
    [Description("The shop's address exactly as in Shop parameters → Traffic & SEO, with its folder if it has one: https://shop.example. PrestaShop redirects every other name it has.")]
    public string Url { get; set; } = "";

    /// <summary>The webservice key.</summary>
    [Required]
    [DataType(DataType.Password)]
    [RegularExpression(@"^\s*\S{32}\s*$", ErrorMessage = "is no key of the webservice; a key has 32 characters")]
    [Description("The key from Advanced parameters → Webservice, 32 characters. It needs GET on products and combinations, GET and PATCH (or PUT) on stock_availables, and no more.")]
    public string Key { get; set; } = "";

    /// <summary>The shop of a multistore.</summary>
    [Range(1, int.MaxValue)]
    [Description("In a multistore: the id of the shop whose stock is kept. Left out: the shop of the address.")]
    public int? ShopId { get; set; }

    /// <summary>How long one request may take.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:30")]
    [Description("How long one request may take.")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);
}
