using Connector.Core.Stock;

namespace Connector.Core.KeyCrm;

/// <summary>
/// Proves that pages add up to a whole (design §3.1): <c>per_page</c> and <c>current_page</c> echo what was asked, every page
/// is as full as it must be, <c>total</c> is the same on every page, ids are unique, the count equals <c>total</c>. Changing
/// stock does not move offers between pages; offers made or deleted meanwhile do, and are noticed here.
/// </summary>
internal sealed class SnapshotProof
{
    private readonly string account;
    private readonly Dictionary<long, int> pageOf = [];
    private readonly List<Level> levels = [];
    private readonly Dictionary<long, string> warehouses = [];
    private int? total;
    private int pages;

    public SnapshotProof(string account) => this.account = account;

    /// <summary>How many pages the whole has, as far as is known.</summary>
    public int Pages => total is { } offers ? Math.Max(1, (offers + KeyCrmClient.PageSize - 1) / KeyCrmClient.PageSize) : 1;

    /// <summary>Whether all pages are in.</summary>
    public bool IsWhole => pages == Pages && levels.Count == total;

    public IReadOnlyList<Level> Levels => levels;

    public IReadOnlyDictionary<long, string> Warehouses => warehouses;

    public Observation Began { get; private set; }

    /// <summary>Takes in the next page.</summary>
    /// <exception cref="KeyCrmException">The pages do not add up; the message says which page and why.</exception>
    public void Add(StocksPage page)
    {
        var number = ++pages;
        if (number == 1)
            Began = page.Observation;
        if (page.CurrentPage != number)
            throw Fault(number, $"keyCRM answered with page {page.CurrentPage}");
        if (page.PerPage != KeyCrmClient.PageSize)
            throw Fault(number, $"asked for {KeyCrmClient.PageSize} offers a page, keyCRM says it gives {page.PerPage}");
        if (total is { } before && page.Total != before)
            throw Fault(number, $"the total changed from {before} to {page.Total} while the pages were read");
        total = page.Total;
        if (page.Total == 0)
            throw Fault(number, "keyCRM says that the account holds no offers at all; an empty account is never believed");

        var expected = Math.Min(KeyCrmClient.PageSize, page.Total - ((number - 1) * KeyCrmClient.PageSize));
        if (page.Levels.Count != expected)
            throw Fault(number, $"it must hold {expected} offers of {page.Total}, and holds {page.Levels.Count}");
        foreach (var level in page.Levels)
        {
            if (!pageOf.TryAdd(level.Offer, number))
                throw Fault(number, $"offer {level.Offer} was on page {pageOf[level.Offer]} already; the catalogue moved while it was read");
            levels.Add(level);
        }

        foreach (var (id, name) in page.Warehouses)
            warehouses[id] = name;
    }

    private KeyCrmException Fault(int number, string fault) => new(KeyCrmFailure.NotWhole,
        $"keyCRM account {account}: the snapshot is not whole. Page {number} of {Pages}: {fault}.");
}
