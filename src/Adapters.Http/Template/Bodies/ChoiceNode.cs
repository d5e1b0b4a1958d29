using System.Text.Json;
using Connector.Adapters.Http.Template.Placeholders;

namespace Connector.Adapters.Http.Template.Bodies;

/// <summary>
/// <c>{"if":"quantity>0","then":…,"else":…}</c>: for sites that keep a presence beside the number (Prom.ua refuses or forgets
/// one that contradicts it).
/// </summary>
internal sealed class ChoiceNode(BodyNode then, BodyNode otherwise) : BodyNode
{
    /// <summary>The one condition there is.</summary>
    public const string Condition = "quantity>0";

    /// <inheritdoc />
    public override IEnumerable<BodyNode> All => then.All.Concat(otherwise.All).Prepend(this);

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, TemplateScope scope) =>
        (scope.Find("quantity").Number > 0 ? then : otherwise).Write(writer, scope);
}
