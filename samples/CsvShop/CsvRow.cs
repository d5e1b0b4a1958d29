using System.Globalization;

namespace CsvShop;

/// <summary>One record of the file after the heading. A record spans several lines where a quoted cell has line breaks.</summary>
internal sealed record CsvRow
{
    /// <summary>Which record it is; the heading is number 1, as in a spreadsheet.</summary>
    public required int Number { get; init; }

    /// <summary>The cell, unquoted. Empty where the row is too short to have one.</summary>
    public required string Sku { get; init; }

    /// <summary>The cell, unquoted; null where the row is too short to have one.</summary>
    public required string? Quantity { get; init; }

    /// <summary>The cell, unquoted; null where there is none.</summary>
    public required string? Name { get; init; }

    /// <summary>The record as it stands in the file, with its line break.</summary>
    public required string Raw { get; init; }

    /// <summary>
    /// Whether the quantity is a number or a blank, so that another may be put there. "by order" and the like belong to the
    /// merchant.
    /// </summary>
    public bool TracksStock => Quantity is not null && (string.IsNullOrWhiteSpace(Quantity) || Parse(Quantity) is not null);

    /// <summary>The number in the quantity cell; null for a blank or for text. Point and comma both separate decimals.</summary>
    public decimal? Stock => Quantity is null ? null : Parse(Quantity);

    private static decimal? Parse(string text) =>
        decimal.TryParse(text.Trim().Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
