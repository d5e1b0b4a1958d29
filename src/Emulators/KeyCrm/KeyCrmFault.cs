using Connector.Emulators.Faults;

namespace Connector.Emulators.KeyCrm;

/// <summary>
/// What can go wrong with keyCRM's lists in particular. The kinds of <see cref="HttpFault"/> are reached through this name too:
/// <c>KeyCrmFault.Html(502)</c>. A fault of this kind does nothing to a request that asks for no list.
/// </summary>
public sealed class KeyCrmFault : HttpFault
{
    private KeyCrmFault(string name)
        : base(name)
    {
    }

    /// <summary>Runs before the page is read.</summary>
    internal Action<KeyCrmCatalogue> AlterCatalogue { get; init; } = static _ => { };

    internal Func<KeyCrmQuery, KeyCrmQuery> AlterQuery { get; init; } = static query => query;

    internal Func<KeyCrmPage, KeyCrmPage> AlterPage { get; init; } = static page => page;

    /// <summary><c>data</c> is empty although the total is right.</summary>
    public static KeyCrmFault EmptyPage() => new("empty page") { AlterPage = static page => page with { Offers = [] } };

    /// <summary>An answer that claims an empty account.</summary>
    public static KeyCrmFault TotalZero() => new("total 0") { AlterPage = static page => page with { Offers = [], Total = 0 } };

    /// <summary>The answer is for another limit than asked, and says so.</summary>
    public static KeyCrmFault LimitIgnored(int limit = KeyCrmQuery.DefaultLimit) =>
        new($"limit ignored, {limit} served") { AlterQuery = query => query with { Limit = limit } };

    /// <summary>The answer is for another page than asked, and says so.</summary>
    public static KeyCrmFault PageIgnored(int page = 1) =>
        new($"page ignored, {page} served") { AlterQuery = query => query with { Page = page } };

    /// <summary>Only the echoed <c>per_page</c>, and what follows from it, is wrong; the items are those asked for.</summary>
    public static KeyCrmFault PerPageEcho(int perPage) =>
        new($"per_page says {perPage}") { AlterPage = page => page with { PerPage = perPage } };

    /// <summary>Only the echoed <c>current_page</c> is wrong; the items are those asked for.</summary>
    public static KeyCrmFault CurrentPageEcho(int currentPage) =>
        new($"current_page says {currentPage}") { AlterPage = page => page with { CurrentPage = currentPage } };

    /// <summary><c>total</c> differs from the other pages'.</summary>
    public static KeyCrmFault TotalChanged(int difference) =>
        new($"total off by {difference}") { AlterPage = page => page with { Total = Math.Max(0, page.Total + difference) } };

    /// <summary>The page's first item comes again in place of its last one: the count is right, an offer is missing.</summary>
    public static KeyCrmFault RepeatedItem() => new("repeated item")
    {
        AlterPage = static page => page.Offers.Count < 2 ? page : page with { Offers = [.. page.Offers.SkipLast(1), page.Offers[0]] },
    };

    /// <summary>The page is one item short; the total still counts it.</summary>
    public static KeyCrmFault MissingItem() =>
        new("missing item") { AlterPage = static page => page with { Offers = [.. page.Offers.SkipLast(1)] } };

    /// <summary>Really deletes the account's first offer just before the page is read: later pages move up and one offer is skipped.</summary>
    public static KeyCrmFault OfferRemoved() => new("offer removed while paging") { AlterCatalogue = RemoveFirst };

    /// <summary>Really adds an offer at the front just before the page is read: later pages move down and one offer comes again.</summary>
    public static KeyCrmFault OfferInserted() => new("offer inserted while paging")
    {
        AlterCatalogue = static catalogue => catalogue.AddOffer(NewOffer(catalogue), 0),
    };

    /// <summary>
    /// Really deletes the first offer and adds one at the end: an offer is skipped while the total stays and no id comes twice.
    /// No client can see this in the pages.
    /// </summary>
    public static KeyCrmFault OfferReplaced() => new("offer replaced while paging")
    {
        AlterCatalogue = static catalogue =>
        {
            RemoveFirst(catalogue);
            catalogue.AddOffer(NewOffer(catalogue));
        },
    };

    /// <summary>A targeted read is answered with the whole catalogue, as for a misspelt filter.</summary>
    public static KeyCrmFault FilterIgnored() =>
        new("filter ignored") { AlterQuery = static query => query with { Selection = OfferSelection.All } };

    private static void RemoveFirst(KeyCrmCatalogue catalogue)
    {
        if (catalogue.Read(OfferSelection.All, 0, 1).Offers is [var first])
            catalogue.RemoveOffer(first.Id);
    }

    private static KeyCrmOffer NewOffer(KeyCrmCatalogue catalogue)
    {
        var id = catalogue.NextId();
        return new KeyCrmOffer { Id = id, Sku = $"NEW-{id}", Stocks = [new KeyCrmStock(catalogue.Warehouses[0].Id, 1, 0)] };
    }
}
