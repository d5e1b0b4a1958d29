using System.Text.Json;
using Connector.Adapters.Http.Template.Options;
using Connector.Adapters.Http.Template.Paths;
using Connector.Adapters.Http.Template.Placeholders;
using Connector.Adapters.Http.Template.Site;

namespace Connector.Adapters.Http.Template.Reading;

/// <summary>Goes from page to page, and knows the last one by something that cannot be a mistake.</summary>
internal sealed class Pager(Paging paging, TemplateScope values)
{
    private const int MaxEmptyPages = 100;

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private int _page = paging.First;
    private int _offset;
    private int _empty;
    private string? _cursor;

    /// <summary>The address that the answer before gave, for <see cref="TemplatePagingKind.Link"/>.</summary>
    public string? Link { get; private set; }

    /// <summary>The values of the page to ask for.</summary>
    public TemplateScope Scope => new TemplateScope(values)
        .Set("limit", TemplateValue.Of((decimal)paging.Limit))
        .Set("page", TemplateValue.Of((decimal)_page))
        .Set("offset", TemplateValue.Of((decimal)_offset))
        .Set("cursor", TemplateValue.Of(_cursor));

    /// <summary>Turns the page.</summary>
    /// <returns>Whether there is a further one.</returns>
    /// <exception cref="PathMissingException">It cannot be told.</exception>
    public bool Turn(SiteAnswer answer, JsonElement root, PathMatches page, ReadingProof proof)
    {
        _empty = page.Outer == 0 ? _empty + 1 : 0;
        if (_empty > MaxEmptyPages)
            throw new PathMissingException($"{MaxEmptyPages} empty pages came one after another");
        switch (paging.Kind)
        {
            case TemplatePagingKind.Page:
                var pages = paging.Pages?.Read(answer, root);
                _page++;
                return pages is { } last ? _page - paging.First < last : page.Outer > 0 && !(proof.Counted >= proof.Total);
            case TemplatePagingKind.Offset:
                _offset += page.Outer;
                return page.Outer > 0 && !(proof.Counted >= proof.Total);
            case TemplatePagingKind.Cursor:
                _cursor = Next(answer, root, page, proof);
                return _cursor is not null;
            case TemplatePagingKind.Link:
                Link = Next(answer, root, page, proof);
                return Link is not null;
            default:
                return false;
        }
    }

    // Null: this was the last page.
    private string? Next(SiteAnswer answer, JsonElement root, PathMatches page, ReadingProof proof)
    {
        if (paging.More is { } more)
        {
            var follows = more.TryFind(PathMatch.Of(root), out var said) ? Scalars.Truth(said) : null;
            if (follows is null)
                throw new PathMissingException($"{more.Text} says neither true nor false: whether a page follows is not known");
            if (follows == false)
                return null;
        }

        JsonElement found = default;
        var isThere = paging.Next?.TryFind(PathMatch.Of(root), out found) ?? false;
        var next = paging.Next is null ? LinkHeader.Next(answer.Headers.GetValueOrDefault("Link")) : isThere ? Scalars.Text(found) : null;
        if (string.IsNullOrEmpty(next) || (isThere && found.ValueKind == JsonValueKind.False))
        {
            if (paging.More is not null)
                throw new PathMissingException("the answer says that a page follows, and not where");
            if (isThere || page.Outer == 0 || proof.Total is not null || paging.EndsWithoutNext)
                return null;
            throw new PathMissingException($"{paging.Next?.Text ?? "the header Link"} is missing: this may be the last page or a broken one. Map paging.total or paging.more, or set paging.endsWithoutNext if the site always ends like this");
        }

        return _seen.Add(next) ? next : throw new PathMissingException("the answer points to a page that was read already");
    }
}
