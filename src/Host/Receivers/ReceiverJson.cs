using System.Globalization;
using System.Text.Json;

namespace Connector.Host.Receivers;

/// <summary>Members of a receiver's JSON, whatever shape it has: what is not there, or is something else, is <see langword="null"/>.</summary>
internal static class ReceiverJson
{
    /// <summary>A text.</summary>
    public static string? Text(this JsonElement? json, string name) =>
        Member(json, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>A number, or a text that is one.</summary>
    public static decimal? Number(this JsonElement? json, string name) => Member(json, name) switch
    {
        { ValueKind: JsonValueKind.Number } value when value.TryGetDecimal(out var number) => number,
        { ValueKind: JsonValueKind.String } value when decimal.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    /// <summary>Whether it is <c>true</c>.</summary>
    public static bool Flag(this JsonElement? json, string name) => Member(json, name) is { ValueKind: JsonValueKind.True };

    /// <summary>The elements of a list.</summary>
    public static IReadOnlyList<JsonElement?>? List(this JsonElement? json, string name) =>
        Member(json, name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(element => (JsonElement?)element)] : null;

    private static JsonElement? Member(JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var value) ? value : null;
}
