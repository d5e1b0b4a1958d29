using System.Globalization;
using System.Text.Json;

namespace Connector.Adapters.OpenCart.RollUps;

/// <summary>Reads <c>product.variant</c>: <c>{"226":"15"}</c>, product_option_id to product_option_value_id, or to a list of them.</summary>
internal static class VariantJson
{
    /// <summary>The option values a variant is made of; none where the text is not that JSON or holds free text.</summary>
    public static IReadOnlyList<long> OptionValues(string? json)
    {
        if (string.IsNullOrWhiteSpace(json))
            return [];
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind is JsonValueKind.Object
                ? [.. document.RootElement.EnumerateObject().SelectMany(option => Ids(option.Value))]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static IEnumerable<long> Ids(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Ids),
        JsonValueKind.Number when value.TryGetInt64(out var id) => [id],
        JsonValueKind.String when long.TryParse(value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) => [id],
        _ => [],
    };
}
