using System.Globalization;

namespace Connector.Adapters.Sql.Values;

/// <summary>Numbers as databases give and take them.</summary>
internal static class Number
{
    /// <summary>The shortest text of a number: no exponent, no trailing zeros.</summary>
    public static string Text(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>
    /// Reads what a quantity column held. <see langword="false"/> means that it is no number (a word, a date, NaN), which must
    /// never become a zero; NULL and empty text are <see langword="true"/> with no number.
    /// </summary>
    public static bool TryRead(object? value, out decimal? number)
    {
        number = null;
        switch (value)
        {
            case null or DBNull:
                return true;
            case string text:
                if (string.IsNullOrWhiteSpace(text))
                    return true;
                const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint
                    | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;
                bool isNumber = decimal.TryParse(text, styles, CultureInfo.InvariantCulture, out decimal parsed);
                number = isNumber ? parsed : null;
                return isNumber;
            case double real:
                return TryReal(real, out number);
            case float real:
                // By way of its own shortest text: 0.1f is 0.1, not 0.100000001490116.
                return TryRead(real.ToString("R", CultureInfo.InvariantCulture), out number) || TryReal(real, out number);
            case sbyte or byte or short or ushort or int or uint or long or ulong or decimal:
                number = Convert.ToDecimal(value, CultureInfo.InvariantCulture);
                return true;
            default:
                return false;
        }
    }

    private static bool TryReal(double real, out decimal? number)
    {
        bool fits = double.IsFinite(real) && Math.Abs(real) < 7.9e27;
        number = fits ? (decimal)real : null;
        return fits;
    }
}
