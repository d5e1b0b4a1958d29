using System.Text.Json;
using Connector.Adapters.Http.Template.Presets;

namespace Connector.Adapters.Http.Template.Paths;

/// <summary>A way through a JSON answer. It only looks: no filters, no scripts.</summary>
internal sealed class JsonPath(string text, PathRoot root, IReadOnlyList<PathStep> steps)
{
    /// <summary>As the template has it.</summary>
    public string Text { get; } = text;

    /// <summary>Whether it leads to many places.</summary>
    public bool IsWild { get; } = steps.Any(static step => step.IsWild);

    /// <summary>Where it begins.</summary>
    public PathRoot Root { get; } = root;

    /// <summary>The one place it leads to.</summary>
    /// <returns>Whether there is anything.</returns>
    public bool TryFind(PathMatch from, out JsonElement found)
    {
        if (Root == PathRoot.Key)
        {
            found = from.Key is null ? default : JsonSerializer.SerializeToElement(from.Key, TemplateJson.Default.String);
            return from.Key is not null;
        }

        found = Root == PathRoot.Here ? from.Node : from.Enclosing;
        foreach (var step in steps)
        {
            if (!TryStep(found, step, out found))
                return false;
        }

        return true;
    }

    /// <summary>Every place it leads to. A list that the path ends at stands for its elements.</summary>
    /// <exception cref="PathMissingException">The answer has another shape.</exception>
    public PathMatches FindAll(JsonElement root)
    {
        var matches = new PathMatches();
        Walk(PathMatch.Of(root), root, 0, 0, matches);
        return matches;
    }

    private void Walk(PathMatch at, JsonElement element, int step, int depth, PathMatches matches)
    {
        for (; step < steps.Count; step++)
        {
            if (steps[step].IsWild)
            {
                Expand(at.Node, element, steps[step].Kind, step + 1, depth, matches);
                return;
            }

            if (!TryStep(at.Node, steps[step], out var next))
                throw new PathMissingException($"{Text} leads nowhere: there is no “{Word(steps[step])}” in {Kind(at.Node)}");
            at = at with { Node = next };
        }

        if (depth == 0 && at.Node.ValueKind is JsonValueKind.Array or JsonValueKind.Null)
        {
            Expand(at.Node, element, PathStepKind.Elements, step, depth, matches);
            return;
        }

        if (depth == 0)
            matches.Outer = 1;
        matches.All.Add(at);
    }

    // Enclosing is what the wildcard before gave, so that a variant can name the product it stands in.
    private void Expand(JsonElement node, JsonElement element, PathStepKind kind, int step, int depth, PathMatches matches)
    {
        if (node.ValueKind == JsonValueKind.Null)
        {
            matches.IsNull |= depth == 0;
            return;
        }

        int outer;
        if (node.ValueKind == JsonValueKind.Array && (kind == PathStepKind.Elements || node.GetArrayLength() == 0))
        {
            foreach (var child in node.EnumerateArray())
                Walk(new PathMatch(child, element, null), child, step, depth + 1, matches);
            outer = node.GetArrayLength();
        }
        else if (node.ValueKind == JsonValueKind.Object && kind == PathStepKind.Members)
        {
            outer = 0;
            foreach (var member in node.EnumerateObject())
            {
                Walk(new PathMatch(member.Value, element, member.Name), member.Value, step, depth + 1, matches);
                outer++;
            }
        }
        else
        {
            throw new PathMissingException(
                $"{Text} leads to {Kind(node)} where {(kind == PathStepKind.Elements ? "a list is expected" : "an object is expected")}");
        }

        if (depth == 0)
            matches.Outer = outer;
    }

    private static bool TryStep(JsonElement from, PathStep step, out JsonElement found)
    {
        found = default;
        if (from.ValueKind == JsonValueKind.Object)
            return step.Kind is PathStepKind.Name or PathStepKind.Either && from.TryGetProperty(step.Name, out found);
        if (from.ValueKind != JsonValueKind.Array || step.Kind is not (PathStepKind.Index or PathStepKind.Either))
            return false;
        var index = step.Index < 0 ? from.GetArrayLength() + step.Index : step.Index;
        if (index < 0 || index >= from.GetArrayLength())
            return false;
        found = from[index];
        return true;
    }

    private static string Word(PathStep step) => step.Kind == PathStepKind.Index ? $"[{step.Index}]" : step.Name;

    private static string Kind(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.Object => "the object there",
        JsonValueKind.Array => "the list there",
        JsonValueKind.Null => "null",
        _ => "a single value",
    };
}
