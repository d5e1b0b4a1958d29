namespace Connector.Adapters.Http.Template.Compiling;

/// <summary>A mistake in a template.</summary>
/// <param name="Path">Where it is, from the template: <c>write.body.items.each</c>.</param>
/// <param name="Fault">What is wrong.</param>
/// <param name="Cure">What would be right.</param>
internal sealed record TemplateFault(string Path, string Fault, string Cure)
{
    /// <summary>The property of the options' class that the path begins with.</summary>
    public string Section => char.ToUpperInvariant(Path[0]) + Path[1..].Split('.', '[')[0];

    /// <inheritdoc />
    public override string ToString() => $"{Path}: {Fault}; {Cure}";
}
