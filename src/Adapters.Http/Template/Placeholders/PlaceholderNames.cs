namespace Connector.Adapters.Http.Template.Placeholders;

/// <summary>The values that stand for use at one place of a template.</summary>
internal sealed class PlaceholderNames
{
    /// <summary>Names that may be used here.</summary>
    public required IReadOnlyCollection<string> Here { get; init; }

    /// <summary>Lists that <c>each</c> may name here, with the names that may be used inside.</summary>
    public IReadOnlyDictionary<string, IReadOnlyCollection<string>> Lists { get; init; } =
        new Dictionary<string, IReadOnlyCollection<string>>(StringComparer.Ordinal);

    /// <summary>The names inside a list: its own and those around it.</summary>
    public PlaceholderNames Inside(string list) => new() { Here = [.. Lists[list], .. Here] };

    /// <summary>With further names.</summary>
    public PlaceholderNames With(params IEnumerable<string> names) => new() { Here = [.. Here, .. names], Lists = Lists };
}
