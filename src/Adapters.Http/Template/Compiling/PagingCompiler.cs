using Connector.Adapters.Http.Template.Options;
using Connector.Adapters.Http.Template.Reading;
using Connector.Adapters.Http.Template.Site;

namespace Connector.Adapters.Http.Template.Compiling;

/// <summary>Makes the paging of a reading, and refuses one whose end could not be told from a fault.</summary>
internal sealed class PagingCompiler(TemplateFaults faults, RequestCompiler requests)
{
    private const string At = "read.paging";

    private static readonly Dictionary<TemplatePagingKind, string> Turner = new()
    {
        [TemplatePagingKind.Page] = "page",
        [TemplatePagingKind.Offset] = "offset",
        [TemplatePagingKind.Cursor] = "cursor",
    };

    /// <summary>Makes it.</summary>
    public Paging Compile(TemplatePagingOptions? options)
    {
        if (options is null)
            return new Paging();
        if (options.Kind is null)
            faults.Add($"{At}.kind", "it is missing", "write page, offset, cursor or link");
        var kind = options.Kind ?? TemplatePagingKind.None;
        if (kind == TemplatePagingKind.Cursor && options.Next is null)
            faults.Add($"{At}.next", "it is missing", "say where the answer holds the next cursor");
        if (kind == TemplatePagingKind.Link && options is { Next: null, Total: null, EndsWithoutNext: not true })
            faults.Add($"{At}.total", "an answer without the header Link could be the last page or a proxy's loss", "map total (\"header:X-Total-Count\"), or set endsWithoutNext");
        Useless(options.Next, "next", kind is TemplatePagingKind.Cursor or TemplatePagingKind.Link, "cursor and link");
        Useless(options.More, "more", kind is TemplatePagingKind.Cursor or TemplatePagingKind.Link, "cursor and link");
        Useless(options.Pages, "pages", kind == TemplatePagingKind.Page, "page");
        return new Paging
        {
            Kind = kind,
            Limit = options.Limit ?? 100,
            First = options.First ?? 1,
            Total = Source(options.Total, $"{At}.total"),
            Pages = Source(options.Pages, $"{At}.pages"),
            Next = requests.One(options.Next, $"{At}.next"),
            More = requests.One(options.More, $"{At}.more"),
            EndsWithoutNext = options.EndsWithoutNext ?? false,
        };
    }

    /// <summary>Reports a reading that never turns its page.</summary>
    public static void CheckUse(Paging paging, RequestTemplate request, TemplateFaults faults)
    {
        var used = request.Names.ToHashSet(StringComparer.Ordinal);
        if (Turner.TryGetValue(paging.Kind, out var turner) && !used.Contains(turner))
            faults.Add("read", $"paging is by {turner}, and neither path nor body asks for {{{{{turner}}}}}", $"add it: \"?{turner}={{{{{turner}}}}}\"");
        foreach (var (kind, name) in Turner.Where(one => one.Key != paging.Kind && used.Contains(one.Value)))
            faults.Add("read", $"{{{{{name}}}}} is asked for, and paging is not by {name}", $"set paging.kind to {name}, or take it away");
    }

    private void Useless(string? value, string name, bool isUsed, string where)
    {
        if (value is not null && !isUsed)
            faults.Add($"{At}.{name}", $"it has no meaning with this kind of paging, only with {where}", "leave it out");
    }

    private ValueSource? Source(string? text, string at)
    {
        if (text is null)
            return null;
        if (!text.StartsWith(ValueSource.HeaderPrefix, StringComparison.Ordinal))
            return requests.One(text, at) is { } path ? new ValueSource(path, null) : null;
        var header = text[ValueSource.HeaderPrefix.Length..].Trim();
        if (!AuthCheck.IsToken(header))
            faults.Add(at, $"“{header}” is no name of a header", "write \"header:X-Total-Count\"");
        return new ValueSource(null, header);
    }
}
