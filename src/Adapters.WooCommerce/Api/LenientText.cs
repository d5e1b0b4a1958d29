using System.Text.Json;
using System.Text.Json.Serialization;

namespace Connector.Adapters.WooCommerce.Api;

/// <summary>Text, or a number in its place; null is empty.</summary>
internal sealed class LenientText : JsonConverter<string>
{
    /// <inheritdoc />
    public override bool HandleNull => true;

    /// <inheritdoc />
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString()!;
            case JsonTokenType.Number:
                return System.Text.Encoding.UTF8.GetString(reader.ValueSpan);
            case JsonTokenType.Null or JsonTokenType.False:
                return "";
            default:
                throw new JsonException("text expected");
        }
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
