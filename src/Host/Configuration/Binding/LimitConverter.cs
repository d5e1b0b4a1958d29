using System.Text.Json;
using System.Text.Json.Serialization;
using Connector.Core.Planning;

namespace Connector.Host.Configuration.Binding;

/// <summary>Reads a guard's limit: a share as text, a count as a number or as text.</summary>
internal sealed class LimitConverter : JsonConverter<Limit>
{
    /// <inheritdoc />
    public override Limit Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var count) && count >= 0)
            return Limit.Count(count);
        if (reader.TokenType == JsonTokenType.String && Limit.TryParse(reader.GetString(), out var limit))
            return limit;
        throw new JsonException("this is no limit: write a share from \"0%\" to \"100%\", or a count of 0 or more");
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, Limit value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
