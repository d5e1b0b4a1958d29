using System.Globalization;

namespace Connector.Host.Receivers;

/// <summary>What the site shows.</summary>
internal sealed class ReadingChecks(ReceiverSession session, IReadOnlyList<string> skus)
{
    private const int MostPages = 50;
    private const int PageSize = 200;

    /// <summary>A SKU that several of the site's goods carry, if the reading showed one.</summary>
    public string? DuplicateSku { get; private set; }

    public async Task<IReadOnlyList<ReceiverCheck>> RunAsync(CancellationToken cancellationToken) => session.Reads
        ? [await BySkuAsync(cancellationToken).ConfigureAwait(false), await PagesAsync(cancellationToken).ConfigureAwait(false)]
        : [new ReceiverCheck("reading", null, "the site does not show its stock", "without it the connector goes by what it last put there, and nothing can be repaired or undone")];

    private async Task<ReceiverCheck> BySkuAsync(CancellationToken cancellationToken)
    {
        const string name = "reading by SKU";
        const string cure = "answer GET stock?sku=A&sku=B with {\"items\":[{\"sku\":…,\"quantity\":…}]} for each that is there; decode the percent signs; PHP's $_GET keeps only the last of several";
        IEnumerable<string> asked = [.. skus, AccessChecks.UnknownSku];
        var answer = await session.Site.GetAsync("stock?" + string.Join('&', asked.Select(sku => "sku=" + Uri.EscapeDataString(sku))), cancellationToken).ConfigureAwait(false);
        if (answer.Status != 200 || answer.Json.List("items") is not { } items)
            return new ReceiverCheck(name, false, answer.Said, cure);
        var missing = skus.Where(sku => !items.Any(item => item.Text("sku") == sku && item.Number("quantity") is not null)).ToList();
        return new ReceiverCheck(name, missing.Count == 0, missing.Count == 0 ? $"{answer.Status}, {items.Count} items" : $"not shown: {string.Join(", ", missing)}", cure);
    }

    private async Task<ReceiverCheck> PagesAsync(CancellationToken cancellationToken)
    {
        const string name = "reading page by page";
        var skusShown = new Dictionary<string, int>(StringComparer.Ordinal);
        var refs = new HashSet<string>(StringComparer.Ordinal);
        string? cursor = null;
        var count = 0;
        for (var page = 1; page <= MostPages; page++)
        {
            var answer = await session.Site.GetAsync($"stock?limit={PageSize}{(cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor))}", cancellationToken).ConfigureAwait(false);
            if (answer.Status != 200 || answer.Json.List("items") is not { } items)
                return new ReceiverCheck(name, false, $"page {page}: {answer.Said}", "answer GET stock?limit=200&cursor=… with {\"items\":[…],\"next\":\"…\",\"total\":…}");
            foreach (var item in items)
            {
                if (item.Text("ref") is { } reference && !refs.Add(reference))
                    return new ReceiverCheck(name, false, $"page {page} shows {reference} a second time", "page by the key of the last item, not by offset: goods that come or go must not shift the pages");
                if (item.Text("sku") is { Length: > 0 } sku)
                    skusShown[sku] = skusShown.GetValueOrDefault(sku) + 1;
            }

            count += items.Count;
            DuplicateSku ??= skusShown.FirstOrDefault(pair => pair.Value > 1).Key;
            if (answer.Json.Text("next") is not { Length: > 0 } next)
            {
                var total = answer.Json.Number("total");
                return new ReceiverCheck(name, total is null || total == count, string.Create(CultureInfo.InvariantCulture, $"{count} items on {page} pages, total {total?.ToString(CultureInfo.InvariantCulture) ?? "not told"}"), "“total” is the number of items on all pages, and “next” is null on the last page only");
            }

            if (next == cursor)
                return new ReceiverCheck(name, false, $"page {page} names itself as the next", "“next” names the page behind, and is null on the last page");
            cursor = next;
        }

        return new ReceiverCheck(name, true, $"{count} items on the first {MostPages} pages", "");
    }
}
