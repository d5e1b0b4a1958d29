namespace Connector.Adapters.Http.Template.Placeholders;

/// <summary>The values at one place of a request: its own, then those around it.</summary>
internal sealed class TemplateScope(TemplateScope? around = null)
{
    private readonly Dictionary<string, TemplateValue> _values = new(StringComparer.Ordinal);

    /// <summary>What <c>each</c> goes through.</summary>
    public IReadOnlyList<TemplateScope> Items { get; init; } = [];

    /// <summary>Sets a value.</summary>
    public TemplateScope Set(string name, TemplateValue value)
    {
        _values[name] = value;
        return this;
    }

    /// <summary>A value; nothing where there is none.</summary>
    public TemplateValue Find(string name) => _values.TryGetValue(name, out var value) ? value : around?.Find(name) ?? default;
}
