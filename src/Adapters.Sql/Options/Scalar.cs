using System.Globalization;
using System.Text.Json;

namespace Connector.Adapters.Sql.Options;

/// <summary>A single value of the configuration, which may stand there as text, number or truth.</summary>
internal static class Scalar
{
    /// <summary>Its text, 1 and 0 for true and false; <see langword="null"/> where it is no single value.</summary>
    public static string? Text(object? value) => value switch
    {
        string text => text,
        bool truth => truth ? "1" : "0",
        JsonElement { ValueKind: JsonValueKind.String } json => json.GetString(),
        JsonElement { ValueKind: JsonValueKind.Number } json => json.GetRawText(),
        JsonElement { ValueKind: JsonValueKind.True } => "1",
        JsonElement { ValueKind: JsonValueKind.False } => "0",
        int or long or decimal or double => Convert.ToString(value, CultureInfo.InvariantCulture),
        _ => null,
    };
}
