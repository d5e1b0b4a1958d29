using System.Globalization;
using System.Text.Json;

namespace Connector.Adapters.Http.Receiver;

/// <summary>Members of a site's JSON, as loosely typed as sites write it: numbers may be text, and text may be a number.</summary>
internal static class JsonValues
{
    /// <summary>A text; a number as it is written; <see langword="null"/> for anything else, and for text that is no Unicode.</summary>
    public static string? Text(this JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value))
            return null;
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A number, or a text that is one: <c>5</c>, <c>"5"</c>, <c>"5.50"</c>.</summary>
    public static decimal? Number(this JsonElement json, string name) =>
        json.Text(name) is { } text && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A whole number within the range of <see cref="int"/>.</summary>
    public static int? Whole(this JsonElement json, string name) =>
        json.Number(name) is { } number && number == decimal.Truncate(number) && number is >= int.MinValue and <= int.MaxValue ? (int)number : null;

    /// <summary>Whether the member is there and neither null nor false nor empty.</summary>
    public static bool Says(this JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.False or JsonValueKind.Undefined => false,
        JsonValueKind.String => value.GetRawText().Length > 2,
        JsonValueKind.Array => value.GetArrayLength() > 0,
        _ => true,
    };
}
