using System.Globalization;

namespace Connector.Adapters.File.Feeds;

/// <summary>Numbers as feeds write them.</summary>
internal static class FeedNumber
{
    /// <summary>Reads <c>7</c>, <c>7.5</c>, <c>7,5</c>, <c>1 200</c>; anything else is no number.</summary>
    public static decimal? Parse(string text)
    {
        var plain = text.Replace("\u00a0", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).Trim().Replace(',', '.');
        return decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>Writes without trailing zeros.</summary>
    public static string Text(decimal number, string decimalSeparator = ".") =>
        number.ToString("0.##########", CultureInfo.InvariantCulture).Replace(".", decimalSeparator, StringComparison.Ordinal);
}
