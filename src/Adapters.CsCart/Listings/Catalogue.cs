using System.Runtime.CompilerServices;
using Connector.Abstractions;

namespace Connector.Adapters.CsCart.Listings;

/// <summary>
/// Reads every listing. Sorted by SKU, which stock writes do not move (sorted by amount they would); the shop has no sort by id,
/// so rows that sort alike may change places between two pages, and are then looked for by name.
/// </summary>
internal sealed class Catalogue(Pages pages, Variants variants, CompanyRule company, Register register, StoreContext context)
{
    private const int VariantsAtOnce = 2;

    /// <summary>What the latest whole reading cost in requests; 0 if there was none yet.</summary>
    public int Cost { get; private set; }

    /// <summary>Whether the latest whole reading met products that keep their stock in other rows.</summary>
    public bool HasVariants { get; private set; }

    /// <summary>Every listing once.</summary>
    /// <exception cref="StoreException">A page could not be read, or the pages do not add up.</exception>
    public async IAsyncEnumerable<Listing> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var began = context.TimeProvider.GetTimestamp();
        var requests = 0;
        var hasVariants = false;
        await foreach (var page in ProductsAsync(count => requests += count, cancellationToken).ConfigureAwait(false))
        {
            var ours = new List<ShopRow>(page.Count);
            foreach (var row in page)
            {
                if (await company.IsOursAsync(row, cancellationToken).ConfigureAwait(false))
                    ours.Add(row);
            }

            foreach (var row in ours.Where(row => !Variants.Has(row)))
                yield return Saw(row);
            foreach (var some in ours.Where(Variants.Has).Chunk(VariantsAtOnce))
            {
                hasVariants = true;
                requests += some.Length;
                foreach (var (product, rows) in some.Zip(await Task.WhenAll(some.Select(row => variants.ReadAsync(row, cancellationToken))).ConfigureAwait(false)))
                {
                    foreach (var row in rows)
                        yield return Saw(row);
                    // Counted by combinations and without any: shown, so that a person sees why its number is not written.
                    if (rows.Count == 0)
                        yield return Saw(product) with { TracksStock = false };
                }
            }
        }

        register.ForgetBefore(began);
        (Cost, HasVariants) = (requests, hasVariants);
    }

    /// <summary>The rows that keep the stock of a product of the older generations, read anew.</summary>
    public async Task<IReadOnlyList<Listing>> ReadVariantsAsync(ShopRow one, CancellationToken cancellationToken)
    {
        var product = new ShopRow
        {
            Ref = new ItemRef(ItemKind.Product, one.Parent),
            Code = "",
            Name = one.Name,
            Company = one.Company,
            Tracking = one.Ref.Kind == ItemKind.Combination ? "O" : "B",
            Type = one.Ref.Kind == ItemKind.Variation ? "C" : "P",
        };
        return [.. (await variants.ReadAsync(product, cancellationToken).ConfigureAwait(false)).Select(Saw)];
    }

    /// <summary>Remembers a row, and makes a listing of it.</summary>
    public Listing Saw(ShopRow row)
    {
        register.Saw(row);
        return row.ToListing();
    }

    private async IAsyncEnumerable<IReadOnlyList<ShopRow>> ProductsAsync(
        Action<int> cost, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var byCode = pages.Read("products", ItemKind.Product, [.. pages.Common, new("sort_by", "code"), new("sort_order", "asc")]);
        await foreach (var page in byCode.ReadAsync(cancellationToken).ConfigureAwait(false))
            yield return page;
        cost(byCode.Requests);
        if (byCode.IsWhole)
            yield break;

        Log.ReadingByName(context.Logger, context.StoreId.Value, byCode.Total);
        var byName = pages.Read("products", ItemKind.Product, [.. pages.Common, new("sort_by", "product"), new("sort_order", "asc")]);
        await foreach (var page in byName.ReadAsync(cancellationToken).ConfigureAwait(false))
            yield return [.. page.Where(row => !byCode.Ids.Contains(row.Ref.Id))];
        cost(byName.Requests);
        if (!byCode.CompletedBy(byName))
        {
            throw new StoreException(StoreFailure.Protocol,
                $"The shop says that it has {byName.Total} products, and its pages show {byCode.Ids.Union(byName.Ids).Count()}: somebody is changing the catalogue, or an add-on hides products. The reading does not count; it is repeated later.");
        }
    }
}
