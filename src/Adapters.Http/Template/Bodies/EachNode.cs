using System.Text.Json;
using Connector.Adapters.Http.Template.Placeholders;

namespace Connector.Adapters.Http.Template.Bodies;

/// <summary>
/// <c>{"each":"items","value":…}</c>: a list with one value for each item; with <c>"key":"{{sku}}"</c> an object with one
/// member for each.
/// </summary>
internal sealed class EachNode(TextTemplate? key, BodyNode value) : BodyNode
{
    /// <summary>What makes the names of members; none for a list.</summary>
    public TextTemplate? Key { get; } = key;

    /// <inheritdoc />
    public override IEnumerable<BodyNode> All => value.All.Prepend(this);

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, TemplateScope scope)
    {
        if (Key is null)
            writer.WriteStartArray();
        else
            writer.WriteStartObject();
        foreach (var item in scope.Items)
        {
            if (Key is not null)
                writer.WritePropertyName(Key.Render(item) ?? "");
            value.Write(writer, item);
        }

        if (Key is null)
            writer.WriteEndArray();
        else
            writer.WriteEndObject();
    }
}
