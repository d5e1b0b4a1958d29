using System.Text.Json;
using Connector.Adapters.Http.Template.Placeholders;

namespace Connector.Adapters.Http.Template.Bodies;

/// <summary>A list of values.</summary>
internal sealed class ListNode(IReadOnlyList<BodyNode> elements) : BodyNode
{
    /// <inheritdoc />
    public override IEnumerable<BodyNode> All => elements.SelectMany(static element => element.All).Prepend(this);

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, TemplateScope scope)
    {
        writer.WriteStartArray();
        foreach (var element in elements)
            element.Write(writer, scope);
        writer.WriteEndArray();
    }
}
