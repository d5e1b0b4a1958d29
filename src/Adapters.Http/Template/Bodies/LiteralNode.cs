using System.Text.Json;
using Connector.Adapters.Http.Template.Placeholders;

namespace Connector.Adapters.Http.Template.Bodies;

/// <summary>A value without placeholders.</summary>
internal sealed class LiteralNode(JsonElement value) : BodyNode
{
    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, TemplateScope scope) => value.WriteTo(writer);
}
