using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text;

namespace CsvShop;

/// <summary>What adapters.json says under <c>"options"</c> of a store with <c>"adapter": "csv-shop"</c>.</summary>
public sealed class CsvShopOptions : IValidatableObject
{
    /// <summary>The file.</summary>
    [Required]
    [Description("The CSV file. A relative path is relative to the file that configures the store.")]
    public string Path { get; set; } = "";

    /// <summary>One character.</summary>
    [Description("What stands between two cells: one character, by default a comma.")]
    public string Delimiter { get; set; } = ",";

    /// <summary>utf-8 or windows-1251.</summary>
    [Description("The encoding of the file: utf-8 (default) or windows-1251.")]
    [AllowedValues("utf-8", "windows-1251", ErrorMessage = "encoding is utf-8 or windows-1251.")]
    public string Encoding { get; set; } = "utf-8";

    /// <summary>Name of a column.</summary>
    [Required]
    [Description("The heading of the column with the SKU.")]
    public string SkuColumn { get; set; } = "sku";

    /// <summary>Name of a column.</summary>
    [Required]
    [Description("The heading of the column with the stock number, the only one that is ever changed.")]
    public string QuantityColumn { get; set; } = "quantity";

    /// <summary>Name of a column that may be missing.</summary>
    [Description("The heading of the column with the product's name, for reports. A file without it is fine.")]
    public string NameColumn { get; set; } = "name";

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Delimiter is not [not ('"' or '\r' or '\n')])
            yield return new ValidationResult("delimiter is one character, not a quote and not a line break: \",\", \";\" or \"\\t\".", [nameof(Delimiter)]);
        if (string.Equals(SkuColumn, QuantityColumn, StringComparison.OrdinalIgnoreCase))
            yield return new ValidationResult("skuColumn and quantityColumn name the same column.", [nameof(QuantityColumn)]);
    }

    /// <summary>An encoding that refuses what it does not understand, and writes no byte order mark of its own.</summary>
    internal Encoding ReadEncoding()
    {
        if (Encoding == "utf-8")
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        return CodePagesEncodingProvider.Instance.GetEncoding(Encoding, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;
    }
}
