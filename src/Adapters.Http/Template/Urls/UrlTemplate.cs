using System.Text;
using Connector.Adapters.Http.Template.Compiling;
using Connector.Adapters.Http.Template.Placeholders;

namespace Connector.Adapters.Http.Template.Urls;

/// <summary>A path with its query, below the site's own address, which no value can leave.</summary>
internal sealed class UrlTemplate
{
    private readonly IReadOnlyList<TextTemplate> _segments;
    private readonly IReadOnlyList<QueryPair> _query;

    private UrlTemplate(IReadOnlyList<TextTemplate> segments, IReadOnlyList<QueryPair> query)
    {
        _segments = segments;
        _query = query;
        PathNames = [.. segments.SelectMany(static segment => segment.Placeholders).Select(static placeholder => placeholder.Name).Distinct(StringComparer.Ordinal)];
        QueryNames = [.. query.SelectMany(static pair => pair.Value?.Placeholders ?? []).Select(static placeholder => placeholder.Name).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The values that the path uses.</summary>
    public IReadOnlyList<string> PathNames { get; }

    /// <summary>The values that the query uses.</summary>
    public IReadOnlyList<string> QueryNames { get; }

    /// <summary>Reads <c>/products/{{ref}}?lang=uk</c>.</summary>
    public static UrlTemplate Parse(string text, string at, PlaceholderNames names, TemplateFaults faults)
    {
        if (!text.StartsWith('/') || text.StartsWith("//", StringComparison.Ordinal))
            faults.Add(at, $"“{text}” must begin with one /", "write the path below url: \"/products\"; the host is always the one of url");
        if (text.Contains('#', StringComparison.Ordinal) || text.Contains('\\', StringComparison.Ordinal))
            faults.Add(at, $"“{text}” holds # or \\", "percent-encode it: %23, %5C");
        var question = text.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? text : text[..question];
        var segments = path.TrimStart('/').Split('/').Select(segment => TextTemplate.Parse(segment, at, names, faults)).ToList();
        if (path.Split('/').Any(UrlText.IsDots))
            faults.Add(at, $"“{text}” holds . or .. as a step", "write the path without them");
        var query = new List<QueryPair>();
        foreach (var pair in question < 0 ? [] : text[(question + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? pair : pair[..equals];
            if (name.Contains("{{", StringComparison.Ordinal))
                faults.Add(at, $"the name of the parameter “{name}” holds a placeholder", "placeholders stand after the =");
            query.Add(new QueryPair(UrlText.Literal(name), equals < 0 ? null : TextTemplate.Parse(pair[(equals + 1)..], at, names, faults)));
        }

        return new UrlTemplate(segments, query);
    }

    /// <summary>
    /// The path and query. A parameter whose value is nothing is left out; one that uses a value of the items is repeated for
    /// each item.
    /// </summary>
    /// <exception cref="TemplateValueException">A value would lead elsewhere: it is nothing, <c>.</c> or <c>..</c>.</exception>
    public string Render(TemplateScope scope)
    {
        var text = new StringBuilder();
        foreach (var segment in _segments)
            text.Append('/').Append(Segment(segment, scope));
        var separator = '?';
        foreach (var pair in _query)
        {
            foreach (var value in Values(pair, scope))
            {
                text.Append(separator).Append(pair.Name).Append(value);
                separator = '&';
            }
        }

        return text.ToString();
    }

    private static string Segment(TextTemplate segment, TemplateScope scope)
    {
        if (segment.Parts.All(static part => part.Placeholder is null))
            return string.Concat(segment.Parts.Select(static part => UrlText.Literal(part.Literal)));
        var text = Encode(segment, scope);
        return text is null or "" || UrlText.IsDots(text)
            ? throw new TemplateValueException($"“{segment.Render(scope)}” cannot stand as a step of a path")
            : text;
    }

    private static IEnumerable<string> Values(QueryPair pair, TemplateScope scope)
    {
        if (pair.Value is not { } value)
            return [""];
        var scopes = scope.Items.Count > 0 && value.Placeholders.Any(placeholder => scope.Find(placeholder.Name) == default) ? scope.Items : [scope];
        return scopes.Select(one => Encode(value, one)).OfType<string>().Select(static text => "=" + text);
    }

    // Null where a placeholder stands for nothing, as the cursor of the first page does.
    private static string? Encode(TextTemplate template, TemplateScope scope)
    {
        var text = new StringBuilder();
        foreach (var part in template.Parts)
        {
            if (part.Placeholder is null)
                text.Append(UrlText.Literal(part.Literal));
            else if (scope.Find(part.Placeholder.Name).AsText is { } value)
                text.Append(UrlText.Escape(value));
            else
                return null;
        }

        return text.ToString();
    }
}
