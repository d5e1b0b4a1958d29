using System.Data.SqlTypes;
using System.Globalization;
using Connector.Adapters.Sql.Schema;

namespace Connector.Adapters.Sql.Values;

/// <summary>
/// Keys as text and back. A key is read back only if it is exactly the text the column's type gives: databases would cast
/// <c>'12#1'</c> to 12, and write another row.
/// </summary>
internal static class KeyText
{
    /// <summary>The text of a key as the driver gave it.</summary>
    public static string Of(object key) => key switch
    {
        string text => text,
        Guid uuid => uuid.ToString("D"),
        decimal number => Number.Text(number),
        SqlDecimal number => number.ToString(),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => key.ToString() ?? "",
    };

    /// <summary>The value for a column of this kind, or <see langword="null"/> where no such column can hold it.</summary>
    public static object? Parse(ColumnKind kind, string text) => kind switch
    {
        ColumnKind.Integer when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            => Exactly(number, text),
        ColumnKind.Integer when ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number)
            => Exactly(number, text),
        ColumnKind.Decimal when decimal.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal number)
            => Exactly(number, text),
        ColumnKind.Uuid when Guid.TryParseExact(text, "D", out Guid uuid) => Exactly(uuid, text),
        ColumnKind.Text => text,
        _ => null,
    };

    private static object? Exactly(object value, string text) => Of(value) == text ? value : null;
}
