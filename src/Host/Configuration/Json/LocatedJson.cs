using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Connector.Host.Configuration.Json;

/// <summary>Writes located nodes as plain JSON again, with everything put in. The text may hold secrets.</summary>
internal static class LocatedJson
{
    /// <summary>A node as JSON text.</summary>
    public static string Text(LocatedNode node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            Write(writer, node);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>A node as an element that lives on its own.</summary>
    public static JsonElement Element(LocatedNode node) => JsonElement.Parse(Text(node));

    private static void Write(Utf8JsonWriter writer, LocatedNode node)
    {
        switch (node.Kind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in node.Members)
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in node.Items)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(node.Text);
                break;
            case JsonValueKind.Number:
                writer.WriteRawValue(node.Text);
                break;
            case JsonValueKind.True or JsonValueKind.False:
                writer.WriteBooleanValue(node.Kind == JsonValueKind.True);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
