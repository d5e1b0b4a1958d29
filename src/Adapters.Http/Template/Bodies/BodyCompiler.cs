using System.Text.Json;
using Connector.Adapters.Http.Template.Compiling;
using Connector.Adapters.Http.Template.Placeholders;

namespace Connector.Adapters.Http.Template.Bodies;

/// <summary>Makes a body of the JSON that describes it.</summary>
internal sealed class BodyCompiler(TemplateFaults faults)
{
    private static readonly string[] GraphQlWords = ["query", "mutation", "subscription", "{", "fragment"];

    /// <summary>Makes one value.</summary>
    /// <param name="value">What the template says.</param>
    /// <param name="at">Where.</param>
    /// <param name="names">What may be used there.</param>
    public BodyNode Compile(JsonElement value, string at, PlaceholderNames names) => value.ValueKind switch
    {
        JsonValueKind.String when value.GetString()!.Contains("{{", StringComparison.Ordinal) => Text(value.GetString()!, at, names),
        JsonValueKind.Array => new ListNode([.. value.EnumerateArray().Select((element, i) => Compile(element, $"{at}[{i}]", names))]),
        JsonValueKind.Object when value.TryGetProperty("each", out var list) => Each(value, list, at, names),
        JsonValueKind.Object when value.TryGetProperty("if", out var condition) => Choice(value, condition, at, names),
        JsonValueKind.Object => new ObjectNode([.. value.EnumerateObject().Select(member => Member(member, at, names))]),
        _ => new LiteralNode(value.Clone()),
    };

    private TextNode Text(string text, string at, PlaceholderNames names) => new(TextTemplate.Parse(text, at, names, faults));

    private KeyValuePair<string, BodyNode> Member(JsonProperty member, string at, PlaceholderNames names)
    {
        var path = $"{at}.{member.Name}";
        if (member.Name.Contains("{{", StringComparison.Ordinal))
            faults.Add(path, "a name cannot hold a placeholder", "write {\"each\":\"items\",\"key\":\"{{sku}}\",\"value\":…} for an object with one member for each item");
        // A value inside the text of a GraphQL document is inside a second language, whose quotes JSON does not escape.
        if (member.Name is "query" or "mutation" && member.Value.ValueKind == JsonValueKind.String && IsGraphQlWithValues(member.Value.GetString()!))
            faults.Add(path, "a GraphQL document cannot hold placeholders: a SKU with a quote would end the text it stands in", "name a $variable there, and put the placeholder into \"variables\"");
        return new(member.Name, Compile(member.Value, path, names));
    }

    private EachNode Each(JsonElement value, JsonElement list, string at, PlaceholderNames names)
    {
        Known(value, at, "each", "value", "key");
        var name = list.ValueKind == JsonValueKind.String ? list.GetString()! : "";
        if (!names.Lists.ContainsKey(name))
        {
            faults.Add($"{at}.each", $"there is no list “{name}” here", Nearest.Cure(name, [.. names.Lists.Keys]));
            return new EachNode(null, new ListNode([]));
        }

        var inside = names.Inside(name);
        TextTemplate? key = null;
        if (value.TryGetProperty("key", out var found))
        {
            var text = found.ValueKind == JsonValueKind.String ? found.GetString()! : "";
            key = TextTemplate.Parse(text, $"{at}.key", inside, faults);
            if (!key.Placeholders.Any(static placeholder => placeholder.Name is "sku" or "ref"))
                faults.Add($"{at}.key", "every item would have the same name", "write \"{{sku}}\" or \"{{ref}}\"");
        }

        return new EachNode(key, Part(value, "value", at, inside));
    }

    private ChoiceNode Choice(JsonElement value, JsonElement condition, string at, PlaceholderNames names)
    {
        Known(value, at, "if", "then", "else");
        var text = condition.ValueKind == JsonValueKind.String ? condition.GetString()!.Replace(" ", "", StringComparison.Ordinal) : "";
        if (text != ChoiceNode.Condition)
            faults.Add($"{at}.if", $"“{condition}” is not a condition that is known", $"write \"{ChoiceNode.Condition}\"");
        if (!names.Here.Contains("quantity"))
            faults.Add($"{at}.if", "there is no quantity here", "choices can stand where a number is written: inside {\"each\":\"items\",…}, or in the body of a single write");
        return new ChoiceNode(Part(value, "then", at, names), Part(value, "else", at, names));
    }

    private BodyNode Part(JsonElement value, string name, string at, PlaceholderNames names)
    {
        if (value.TryGetProperty(name, out var part))
            return Compile(part, $"{at}.{name}", names);
        faults.Add(at, $"“{name}” is missing", "add it");
        return new ListNode([]);
    }

    private void Known(JsonElement value, string at, params string[] names)
    {
        foreach (var member in value.EnumerateObject().Where(member => !names.Contains(member.Name)))
            faults.Add($"{at}.{member.Name}", $"“{member.Name}” has no meaning beside “{names[0]}”", Nearest.Cure(member.Name, names));
    }

    private static bool IsGraphQlWithValues(string text) =>
        text.Contains("{{", StringComparison.Ordinal) && GraphQlWords.Any(word => text.AsSpan().TrimStart().StartsWith(word, StringComparison.Ordinal) && !text.StartsWith("{{", StringComparison.Ordinal));
}
