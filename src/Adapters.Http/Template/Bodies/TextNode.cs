using System.Text.Json;
using Connector.Adapters.Http.Template.Paths;
using Connector.Adapters.Http.Template.Placeholders;

namespace Connector.Adapters.Http.Template.Bodies;

/// <summary>A text with placeholders. A placeholder that is the whole text keeps its kind: a number stays a number.</summary>
internal sealed class TextNode(TextTemplate text) : BodyNode
{
    /// <summary>The text.</summary>
    public TextTemplate Text { get; } = text;

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, TemplateScope scope)
    {
        if (Text.Only is not { } only)
        {
            writer.WriteStringValue(Text.Render(scope) ?? "");
            return;
        }

        var value = scope.Find(only.Name);
        var number = only.Filter == PlaceholderFilter.Number ? value.AsNumber : only.Filter == PlaceholderFilter.None ? value.Number : null;
        if (number is { } exact)
            writer.WriteRawValue(Scalars.Number(exact), skipInputValidation: true);
        else if (only.Filter == PlaceholderFilter.None && value.Truth is { } truth)
            writer.WriteBooleanValue(truth);
        else
            writer.WriteStringValue(value.AsText);
    }
}
