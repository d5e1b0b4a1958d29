using System.Globalization;
using Connector.Abstractions;

namespace Connector.Adapters.OpenCart.Schema;

/// <summary>What a quantity column can hold. Outside strict mode the server would clamp or round without a word, so this is checked here.</summary>
internal sealed record QuantityRange
{
    public required decimal Lowest { get; init; }

    public required decimal Highest { get; init; }

    /// <summary>Most decimal places; 0 for whole numbers.</summary>
    public required int Scale { get; init; }

    /// <summary>The range of a column, or <see langword="null"/> where its type holds no exact numbers.</summary>
    public static QuantityRange? Of(CatalogueColumn column)
    {
        if (column.DataType is "decimal" or "numeric")
        {
            var scale = Math.Min(column.Scale, 28);
            var whole = (decimal)Math.Pow(10, Math.Clamp(column.Precision - scale, 0, 28 - scale));
            var highest = whole - Step(scale);
            return new QuantityRange { Lowest = column.IsUnsigned ? 0 : -highest, Highest = highest, Scale = scale };
        }

        int? bits = column.DataType switch { "tinyint" => 8, "smallint" => 16, "mediumint" => 24, "int" or "integer" => 32, "bigint" => 64, _ => null };
        if (bits is null)
            return null;
        var span = 1m;
        for (var bit = 1; bit < bits; bit++)
            span *= 2;
        return column.IsUnsigned
            ? new QuantityRange { Lowest = 0, Highest = (span * 2) - 1, Scale = 0 }
            : new QuantityRange { Lowest = -span, Highest = span - 1, Scale = 0 };
    }

    /// <summary>Why the column cannot hold a number exactly, or <see langword="null"/> where it can.</summary>
    public StoreError? Refuse(decimal quantity)
    {
        if (quantity < Lowest || quantity > Highest)
        {
            return new StoreError
            {
                Code = "opencart.quantity_out_of_range",
                Message = string.Create(CultureInfo.InvariantCulture,
                    $"The shop's quantity column holds {Lowest} to {Highest}; {quantity} was not written. Correct the number in keyCRM."),
            };
        }

        return decimal.Round(quantity, Scale) == quantity
            ? null
            : new StoreError
            {
                Code = "opencart.fraction",
                Message = string.Create(CultureInfo.InvariantCulture,
                    $"The shop's quantity column keeps {Scale} decimal places; {quantity} was not written. Set the store's stock.fraction to floor."),
            };
    }

    /// <summary>A sum as the column can hold it: rounded down, and at most the column's highest number.</summary>
    public decimal Fit(decimal sum) => Math.Clamp(decimal.Round(sum, Scale, MidpointRounding.ToNegativeInfinity), Lowest, Highest);

    private static decimal Step(int scale) => new(1, 0, 0, false, (byte)scale);
}
