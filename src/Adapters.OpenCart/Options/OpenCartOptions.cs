using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Connector.Adapters.OpenCart.Database;

namespace Connector.Adapters.OpenCart;

/// <summary>What adapters.json says of one OpenCart shop (docs/adapters/opencart.md).</summary>
public sealed class OpenCartOptions : IValidatableObject
{
    /// <summary>How to reach the shop's database; the values stand in the shop's config.php.</summary>
    [Required]
    [DataType(DataType.Password)]
    [Description("How to reach the shop's database: \"Server=…;Port=3306;Database=…;User ID=…;Password=…\". "
        + "The values stand in the shop's config.php as DB_HOSTNAME, DB_PORT, DB_DATABASE, DB_USERNAME, DB_PASSWORD.")]
    public string ConnectionString { get; set; } = "";

    /// <summary>What every table name begins with; may be empty.</summary>
    [RegularExpression("^[A-Za-z0-9_]{0,40}$", ErrorMessage = "prefix is letters, digits and _ only, as DB_PREFIX in the shop's config.php.")]
    [Description("What every table name begins with: DB_PREFIX in the shop's config.php. May be empty.")]
    public string Prefix { get; set; } = "oc_";

    /// <summary>Where products keep their SKU.</summary>
    [Description("Where products keep their SKU. auto: the table product_code if it holds SKUs, else the column sku, else the column model.")]
    public SkuChoice Sku { get; set; }

    /// <summary>Where option values keep a SKU of their own: <c>auto</c>, <c>none</c> or a column's name.</summary>
    [RegularExpression("^[A-Za-z_][A-Za-z0-9_]{0,63}$", ErrorMessage = "optionSku is auto, none, or the name of a column.")]
    [Description("Where option values (and related options) keep a SKU of their own. auto: the first of sku, model, optsku that exists "
        + "and is not empty; none: options are left alone; else the column's name.")]
    public string OptionSku { get; set; } = "auto";

    /// <summary>Whether a product whose options carry SKUs gets their sum.</summary>
    [Description("Whether a product whose option values carry SKUs gets the sum of their numbers, as shop modules do. "
        + "Such a product then has no number of its own.")]
    public bool OptionRollUp { get; set; } = true;

    /// <summary>What variants (OpenCart 4) do to their master.</summary>
    [Description("What the numbers of variants (OpenCart 4 and later) do to their master.")]
    public OpenCartVariantOptions Variants { get; set; } = new();

    /// <summary>Whether <c>date_modified</c> is set together with a product's number.</summary>
    [Description("Whether date_modified is set together with a product's number, so that feeds and sitemaps notice.")]
    public bool TouchDateModified { get; set; } = true;

    /// <summary>Whether products whose "Subtract Stock" is off are left alone.</summary>
    [Description("Whether products whose 'Subtract Stock' is 'No' are left alone. OpenCart refuses an order above the quantity "
        + "for these too, so by default they are kept right like any other.")]
    public bool SkipNotSubtracting { get; set; }

    /// <summary>Whether quantities keep decimals; needs a quantity column that was widened to decimal.</summary>
    [Description("Whether quantities keep decimals. Only for shops whose quantity column was changed to a decimal type.")]
    public bool Fractions { get; set; }

    /// <summary>The time zone of <c>date_modified</c>; the server's own when left out.</summary>
    [RegularExpression(@"^([+-](0\d|1[0-4]):[0-5]\d|[A-Za-z_]+(/[A-Za-z_+\-0-9]+)*)$", ErrorMessage = "timeZone is an offset such as +02:00 or a name such as Europe/Kyiv.")]
    [Description("The time zone that date_modified is written in, such as +02:00; a name such as Europe/Kyiv needs the server's "
        + "time zone tables. Left out: the database server's own.")]
    public string? TimeZone { get; set; }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrWhiteSpace(ConnectionString) && ShopConnectionString.Fault(ConnectionString) is { } fault)
            yield return new ValidationResult(fault, [nameof(ConnectionString)]);
        if (!Enum.IsDefined(Sku))
            yield return new ValidationResult("sku is auto, sku, model or product_code.", [nameof(Sku)]);
        if (!Enum.IsDefined(Variants.RollUp))
            yield return new ValidationResult("variants.rollUp is none, master or master+options.", [nameof(Variants)]);
    }
}
