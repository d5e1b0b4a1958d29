using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Connector.Adapters.File.Options;

/// <summary>What <c>adapters.json</c> says of a store that is a file.</summary>
public sealed class FileStoreOptions
{
    /// <summary>The file that the site reads.</summary>
    [Required]
    [Description("The file that the site reads, relative to this configuration file. It is replaced as a whole, never half.")]
    public string Path { get; set; } = "";

    /// <summary>Its format.</summary>
    [Required]
    [Description("csv; yml: the <yml_catalog> of Prom, Rozetka and most Ukrainian marketplaces; hotline: <item> with <stock> in words.")]
    public FeedFormat? Format { get; set; }

    /// <summary>A feed to merge into.</summary>
    [Description("A feed that exists already and is the work of another program: only its stock is changed, everything else stays as it is. May be the same file as path. Without it the file holds every SKU of keyCRM and is made by the connector.")]
    public string? Source { get; set; }

    /// <summary>Full or delta.</summary>
    [Description("full: one file with every SKU. delta: beside it, after each pass that changed something, a numbered file with the changed SKUs only.")]
    public FeedMode Mode { get; set; }

    /// <summary>Character encoding.</summary>
    [Description("utf-8, or windows-1251 for readers that know nothing else.")]
    [AllowedValues("utf-8", "windows-1251")]
    public string Encoding { get; set; } = "utf-8";

    /// <summary>Whether a new UTF-8 file begins with a byte order mark.</summary>
    [Description("Begin a new UTF-8 file with a byte order mark, which Excel needs to show Cyrillic. A file that exists keeps what it has.")]
    public bool Bom { get; set; }

    /// <summary>What separates the columns of CSV.</summary>
    [Description("csv: what separates the columns.")]
    [AllowedValues(";", ",", "\t", "|")]
    public string Delimiter { get; set; } = ";";

    /// <summary>The decimal separator.</summary>
    [Description("csv: what separates decimals.")]
    [AllowedValues(".", ",")]
    public string DecimalSeparator { get; set; } = ".";

    /// <summary>The column or element of the SKU.</summary>
    [Description("Where the SKU is: the name of the column in csv (sku by default), of the child element in yml (vendorCode) and hotline (code). @id means the attribute id.")]
    public string? Sku { get; set; }

    /// <summary>The column or element of the quantity.</summary>
    [Description("Where the number is: the name of the column in csv (quantity by default), of the child element in yml (quantity_in_stock; Rozetka reads stock_quantity). In hotline there is none unless named: stock is told in words.")]
    public string? Quantity { get; set; }

    /// <summary>The words of Hotline's <c>stock</c>.</summary>
    [Description("hotline: the text of <stock> for goods in stock.")]
    [MinLength(1)]
    public string InStock { get; set; } = "В наявності";

    /// <summary>The words of Hotline's <c>stock</c>.</summary>
    [Description("hotline: the text of <stock> for goods out of stock. Hotline takes any other text, and a missing tag, as in stock.")]
    [MinLength(1)]
    public string OutOfStock { get; set; } = "Нет";

    /// <summary>Decimal places of numbers.</summary>
    [Description("Decimal places that the reader of the file takes; 0 for whole numbers.")]
    [Range(0, 6)]
    public int Decimals { get; set; }

    /// <summary>Old files to keep.</summary>
    [Description("How many earlier versions of the file are kept beside it (stock.csv.1 is the latest), and how many delta files.")]
    [Range(0, 1000)]
    public int Keep { get; set; } = 10;

    /// <summary>How much of a source may disappear.</summary>
    [Description("With source: the share of offers, in percent, by which it may shrink between two passes. A shorter one is taken for a file that was cut, and nothing is written.")]
    [Range(1, 100)]
    public int MaxDroppedPercent { get; set; } = 30;
}
