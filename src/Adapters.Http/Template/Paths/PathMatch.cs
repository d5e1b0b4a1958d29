using System.Text.Json;

namespace Connector.Adapters.Http.Template.Paths;

/// <summary>A place that a path with <c>[*]</c> or <c>.*</c> led to.</summary>
/// <param name="Node">What is there.</param>
/// <param name="Enclosing">What the wildcard before gave; the whole answer where there was none.</param>
/// <param name="Key">The name of the member, where the last wildcard was <c>.*</c>.</param>
internal readonly record struct PathMatch(JsonElement Node, JsonElement Enclosing, string? Key)
{
    /// <summary>A whole answer.</summary>
    public static PathMatch Of(JsonElement root) => new(root, root, null);
}
