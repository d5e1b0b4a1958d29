using System.Globalization;
using System.Net;
using Connector.Abstractions;
using Connector.Adapters.CsCart.Api;

namespace Connector.Adapters.CsCart.Listings;

/// <summary>
/// Asks for pages as large as the shop gives. No ceiling is documented; a shop that finds a page too large says 413, dies with
/// 500, takes too long, or quietly gives fewer. What was learnt holds for as long as the adapter lives.
/// </summary>
internal sealed class Pages(ShopClient client, StoreContext context, int? companyId)
{
    /// <summary>Lists variations beside their parents, in shops that would merge them.</summary>
    public static readonly KeyValuePair<string, string> WithVariations = new("include_child_variations", "Y");

    /// <summary>Rows of a page that are asked for at first.</summary>
    public const int Largest = 250;

    private const int Smallest = 10;

    // A store that hangs must not be waited for six times.
    private const int SmallestAfterTimeout = 100;

    private int size = Largest;

    /// <summary>What is asked of every list of products.</summary>
    public IEnumerable<KeyValuePair<string, string>> Common => companyId is { } id
        ? [WithVariations, new("company_id", id.ToString(CultureInfo.InvariantCulture))]
        : [WithVariations];

    /// <summary>Begins to read a list from its first page.</summary>
    public ListReading Read(string entity, ItemKind kind, IEnumerable<KeyValuePair<string, string>> query) => new(this, entity, kind, [.. query]);

    /// <summary>The page that holds the row at a position.</summary>
    /// <param name="entity">Which list.</param>
    /// <param name="kind">What its rows are.</param>
    /// <param name="query">What is asked.</param>
    /// <param name="position">Counted from 0.</param>
    /// <param name="most">Rows of a page at most.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The page, the position of its first row, and the rows of a full page.</returns>
    /// <exception cref="StoreException">It could not be read.</exception>
    public async Task<(ListPage Page, int Start, int Size)> ReadAsync(
        string entity, ItemKind kind, IReadOnlyList<KeyValuePair<string, string>> query, int position, int most, CancellationToken cancellationToken)
    {
        for (var asked = Math.Min(most, Volatile.Read(ref size)); ;)
        {
            var number = (position / asked) + 1;
            ShopAnswer answer;
            try
            {
                KeyValuePair<string, string>[] all = [.. query, new("page", Text(number)), new("items_per_page", Text(asked))];
                answer = await client.GetListAsync(entity, all, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException) when (asked > SmallestAfterTimeout)
            {
                asked /= 2;
                continue;
            }

            if (answer.Status is HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.InternalServerError && asked > Smallest)
            {
                asked = Math.Max(Smallest, asked / 2);
                continue;
            }

            if (!answer.IsGood)
                throw ShopFailures.Of(answer, client);
            var page = ListPage.Of(answer, kind);
            var given = Given(page, number, asked);
            // A list alone does not tell whether it is short because it is cut or because there is no more.
            if (asked < most || page.Total is not null)
                Learn(page.Total is null ? asked : given);
            return (page, (number - 1) * given, given);
        }
    }

    // A shop that gives fewer than asked for says so, or its first page shows it.
    private static int Given(ListPage page, int number, int asked)
    {
        if (page.Size is { } told and > 0 && told < asked)
            return told;
        var isCut = page.Rows.Count > 0 && page.Rows.Count < asked && (page.Total is null || page.Total > page.Rows.Count);
        return number == 1 && isCut ? page.Rows.Count : asked;
    }

    // Only what worked: a shop that was in trouble for a moment must not be read in crumbs for ever.
    private void Learn(int works)
    {
        var before = Volatile.Read(ref size);
        if (works < before && Interlocked.CompareExchange(ref size, works, before) == before)
            Log.SmallerPages(context.Logger, context.StoreId.Value, before, works);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
