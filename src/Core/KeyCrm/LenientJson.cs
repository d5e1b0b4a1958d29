using System.Globalization;
using System.Text.Json;

namespace Connector.Core.KeyCrm;

/// <summary>
/// Reads what keyCRM sends the way it has been seen to send it: numbers may be strings, members may be missing. What cannot be
/// read is unknown (<see langword="null"/>), never zero, and never throws.
/// </summary>
internal static class LenientJson
{
    // No stock number comes near it; below it, sums of them stay exact and never overflow.
    private const decimal Largest = 1_000_000_000_000m;

    public static long? Id(JsonElement item, string name) =>
        Number(item, name) is { } number && number == decimal.Truncate(number) ? (long)number : null;

    public static decimal? Number(JsonElement parent, string name)
    {
        if (Member(parent, name) is not { } value)
            return null;
        decimal? number = value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetDecimal(out var read) => read,
            JsonValueKind.String when decimal.TryParse(String(value), NumberStyles.Float, CultureInfo.InvariantCulture, out var read) => read,
            _ => null,
        };
        return number is >= -Largest and <= Largest ? number : null;
    }

    public static string? Text(JsonElement parent, string name) => Member(parent, name) switch
    {
        { ValueKind: JsonValueKind.String } value => String(value),
        { ValueKind: JsonValueKind.Number } value => value.GetRawText(),
        _ => null,
    };

    /// <summary>How a body begins, for a person.</summary>
    public static string Excerpt(ReadOnlySpan<byte> body)
    {
        var text = System.Text.Encoding.UTF8.GetString(body[..Math.Min(body.Length, 60)]).ReplaceLineEndings(" ").Trim();
        return text.Length == 0 ? "it is empty" : $"it begins with “{text}”";
    }

    // Half a character, or bytes that are no UTF-8: one spoilt name or SKU must not make everything else unreadable.
    private static JsonElement? Member(JsonElement parent, string name)
    {
        try
        {
            return parent.TryGetProperty(name, out var value) ? value : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string? String(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
