using System.Text.Json;
using Connector.Adapters.Http.Template.Placeholders;

namespace Connector.Adapters.Http.Template.Bodies;

/// <summary>An object. Its names are the template's own.</summary>
internal sealed class ObjectNode(IReadOnlyList<KeyValuePair<string, BodyNode>> members) : BodyNode
{
    /// <inheritdoc />
    public override IEnumerable<BodyNode> All => members.SelectMany(static member => member.Value.All).Prepend(this);

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, TemplateScope scope)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in members)
        {
            writer.WritePropertyName(name);
            value.Write(writer, scope);
        }

        writer.WriteEndObject();
    }
}
