using System.Globalization;
using Connector.Abstractions;
using Connector.Adapters.Sql.Schema;

namespace Connector.Adapters.Sql.Values;

/// <summary>Whether a column can hold a number exactly. What it would round or cut is refused before it is sent.</summary>
internal static class QuantityFit
{
    /// <summary>Why the column cannot hold the number, or <see langword="null"/> if it can.</summary>
    public static StoreError? Check(Column? column, decimal quantity, bool fractions)
    {
        int places = Places(quantity);
        if (places > 0 && !fractions)
            return Fraction(quantity, "this store's option \"fractions\" is off");
        return column switch
        {
            { Kind: ColumnKind.Integer } when places > 0 => Fraction(quantity, $"the column {column.Name} ({column.TypeSql}) holds whole numbers"),
            { Kind: ColumnKind.Integer } when quantity < column.Min || quantity > column.Max
                => OutOfRange(quantity, $"the column {column.Name} ({column.TypeSql}) holds {Number.Text(column.Min)} to {Number.Text(column.Max)}"),
            { Kind: ColumnKind.Decimal } when places > column.Scale
                => Fraction(quantity, $"the column {column.Name} ({column.TypeSql}) holds {column.Scale} digits after the point"),
            { Kind: ColumnKind.Decimal } when WholeDigits(quantity) > column.Precision - column.Scale
                => OutOfRange(quantity, $"the column {column.Name} ({column.TypeSql}) holds {column.Precision - column.Scale} digits before the point"),
            { Kind: ColumnKind.Float } when Number.Text(Math.Abs(quantity)).Replace(".", "", StringComparison.Ordinal).TrimStart('0').Length > column.Precision
                => OutOfRange(quantity, $"the column {column.Name} ({column.TypeSql}) is exact for {column.Precision} digits only"),
            { Kind: ColumnKind.Text, MaxLength: { } length } when Number.Text(quantity).Length > length
                => OutOfRange(quantity, $"the column {column.Name} ({column.TypeSql}) holds {length} characters"),
            _ => null,
        };
    }

    private static int Places(decimal quantity)
    {
        string text = Number.Text(quantity);
        int point = text.IndexOf('.', StringComparison.Ordinal);
        return point < 0 ? 0 : text.Length - point - 1;
    }

    private static int WholeDigits(decimal quantity) =>
        decimal.Truncate(Math.Abs(quantity)) is var whole && whole == 0 ? 0 : whole.ToString("0", CultureInfo.InvariantCulture).Length;

    private static StoreError Fraction(decimal quantity, string because) => new()
    {
        Code = "sql.fraction",
        Message = $"{Number.Text(quantity)} is no whole number, and {because}. Let the stock rule round it.",
    };

    private static StoreError OutOfRange(decimal quantity, string because) => new()
    {
        Code = "sql.quantity_out_of_range",
        Message = $"{Number.Text(quantity)} was not written: {because}.",
    };
}
