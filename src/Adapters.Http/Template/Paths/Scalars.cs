using System.Globalization;
using System.Text.Json;

namespace Connector.Adapters.Http.Template.Paths;

/// <summary>Single values as sites write them: numbers as text, truth as 1 and 0.</summary>
internal static class Scalars
{
    /// <summary>The text of a text, a number, true or false; <see langword="null"/> for anything else.</summary>
    /// <exception cref="PathMissingException">The text is no Unicode.</exception>
    public static string? Text(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                JsonValueKind.True => "true",
                JsonValueKind.False => "false",
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            throw new PathMissingException("a text in the answer holds half a character (a lone \\uD800…\\uDFFF)");
        }
    }

    /// <summary>A number, or text that is one.</summary>
    public static bool TryNumber(JsonElement value, out decimal number)
    {
        const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;
        number = 0;
        return value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetDecimal(out number),
            JsonValueKind.String => decimal.TryParse(Text(value), styles, CultureInfo.InvariantCulture, out number),
            _ => false,
        };
    }

    /// <summary>True or false, 1 or 0, or text that is one of them.</summary>
    public static bool? Truth(JsonElement value) => Text(value)?.ToUpperInvariant() switch
    {
        "TRUE" or "1" or "YES" or "Y" => true,
        "FALSE" or "0" or "NO" or "N" => false,
        _ => null,
    };

    /// <summary>Whether nothing is there: null, false, "", an empty list or object.</summary>
    public static bool IsNothing(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.False => true,
        JsonValueKind.String => value.ValueEquals(""),
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => !value.EnumerateObject().Any(),
        _ => false,
    };

    /// <summary>The shortest text of a number: no exponent, no trailing zeros.</summary>
    public static string Number(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);
}
