using System.Text.Json;
using Connector.Adapters.Http.Template.Placeholders;

namespace Connector.Adapters.Http.Template.Bodies;

/// <summary>
/// A JSON value of a body. Values reach the body through the JSON writer alone, so that no text can end the value it stands in.
/// </summary>
internal abstract class BodyNode
{
    /// <summary>Writes the value.</summary>
    public abstract void Write(Utf8JsonWriter writer, TemplateScope scope);

    /// <summary>This value and those inside it.</summary>
    public virtual IEnumerable<BodyNode> All => [this];
}
