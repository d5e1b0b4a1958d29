using System.Globalization;
using System.Runtime.CompilerServices;
using Connector.Abstractions;
using Connector.Adapters.WooCommerce.Api;

namespace Connector.Adapters.WooCommerce.Listings;

/// <summary>
/// Reads a paged list whole, two pages at a time: more at once gained nothing on two cores. It counts only if every page tells
/// the same total, no id comes twice, and there are as many as the total says.
/// </summary>
internal sealed class Pages
{
    /// <summary>Rows of a page: the most that WooCommerce takes.</summary>
    public const int Size = 100;

    private const int AtOnce = 2;

    private readonly ShopClient client;
    private readonly string route;
    private readonly IReadOnlyList<KeyValuePair<string, string>> filter;
    private readonly string fields;
    private readonly List<ProductRow> first;

    private Pages(ShopClient client, string route, IReadOnlyList<KeyValuePair<string, string>> filter, string fields, List<ProductRow> first, int total)
    {
        this.client = client;
        this.route = route;
        this.filter = filter;
        this.fields = fields;
        this.first = first;
        Total = total;
    }

    /// <summary>Rows of the whole list.</summary>
    public int Total { get; }

    /// <summary>Reads the first page.</summary>
    /// <returns><see langword="null"/> if the shop has no such route, or the key may not use it and <paramref name="mayBeRefused"/>.</returns>
    /// <exception cref="StoreException">The page could not be read.</exception>
    public static async Task<Pages?> OpenAsync(
        ShopClient client, string route, IReadOnlyList<KeyValuePair<string, string>> filter, string fields, CancellationToken cancellationToken, bool mayBeRefused = false)
    {
        var answer = await PageAsync(client, route, filter, fields, 1, cancellationToken).ConfigureAwait(false);
        if (answer.Error?.Code == "rest_no_route" || (mayBeRefused && ShopFailures.LacksRight(answer)))
            return null;
        var rows = RowsOf(answer, client);
        var total = answer.Total ?? throw new StoreException(StoreFailure.Protocol, $"The shop's list {route} does not tell how long it is (X-WP-Total): a cache or firewall takes it out. Without it no reading can be proven whole.");
        return new Pages(client, route, filter, fields, rows, total);
    }

    /// <summary>Every row, in the order of the ids.</summary>
    /// <exception cref="StoreException">A page could not be read, or the list changed while it was read: no row counts.</exception>
    public async IAsyncEnumerable<ProductRow> RowsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ids = new HashSet<long>();
        foreach (var row in first)
            yield return Checked(row, ids);

        var pages = (Total + Size - 1) / Size;
        var underWay = new Queue<Task<ShopAnswer>>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            for (var page = 2; page <= pages || underWay.Count > 0;)
            {
                for (; page <= pages && underWay.Count < AtOnce; page++)
                    underWay.Enqueue(PageAsync(client, route, filter, fields, page, stop.Token));
                var answer = await underWay.Peek().ConfigureAwait(false);
                _ = underWay.Dequeue();
                var rows = RowsOf(answer, client);
                if (answer.Total != Total)
                    throw Changed($"its length changed from {Total} to {answer.Total}");
                foreach (var row in rows)
                    yield return Checked(row, ids);
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)Task.WhenAll(underWay)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (ids.Count != Total)
            throw Changed($"{ids.Count} of {Total} rows came");
    }

    /// <summary>Every row at once.</summary>
    public async Task<List<ProductRow>> ToListAsync(CancellationToken cancellationToken)
    {
        var rows = new List<ProductRow>(Total);
        await foreach (var row in RowsAsync(cancellationToken).ConfigureAwait(false))
            rows.Add(row);
        return rows;
    }

    private static ProductRow Checked(ProductRow row, HashSet<long> ids) =>
        row.Id is { } id && ids.Add(id) ? row : throw Changed($"row {row.Id} came twice");

    private static Task<ShopAnswer> PageAsync(
        ShopClient client, string route, IReadOnlyList<KeyValuePair<string, string>> filter, string fields, int page, CancellationToken cancellationToken) =>
        client.GetAsync(route,
        [
            .. filter,
            new("per_page", Size.ToString(CultureInfo.InvariantCulture)),
            new("page", page.ToString(CultureInfo.InvariantCulture)),
            // Without an order the stock report's pages lose rows and repeat others.
            new("orderby", "id"),
            new("order", "asc"),
            new("_fields", fields),
        ], cancellationToken);

    private static List<ProductRow> RowsOf(ShopAnswer answer, ShopClient client) =>
        answer.IsGood ? answer.Read(ShopJson.Default.ListProductRow) : throw ShopFailures.Of(answer, client.Address);

    private static StoreException Changed(string how) =>
        new(StoreFailure.Protocol, $"The shop's catalogue changed while it was read ({how}); the reading does not count and is made again.");
}
