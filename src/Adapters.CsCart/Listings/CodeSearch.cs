using Connector.Abstractions;

namespace Connector.Adapters.CsCart.Listings;

/// <summary>
/// Finds listings by SKU: a few by the shop's own search, many by the whole list, whichever costs fewer requests. Nobody has
/// written down what the shop's search means (exact, prefix, part; <c>pcode=SKU</c> or <c>pcode=Y&amp;q=SKU</c>), so it is believed
/// only as far as it proves itself, and the host compares in the end.
/// </summary>
internal sealed class CodeSearch(Catalogue catalogue, Pages pages, CompanyRule company, Register register, StoreContext context)
{
    private const int MostLookUps = 50;

    private CodeForm form;
    private bool isProven;

    /// <summary>Every listing that carries any of the SKUs.</summary>
    /// <exception cref="StoreException">The shop could not be asked.</exception>
    public async Task<IReadOnlyList<Listing>> FindAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        var isTried = false;
        // Until the whole list was read once, nothing is known of spellings and of combinations.
        if (form != CodeForm.None && catalogue.Cost > 0 && Plan(skus) is { } plan && plan.Count <= MostLookUps && plan.Count < catalogue.Cost)
        {
            isTried = !isProven;
            if (await LookUpAsync(plan, skus, cancellationToken).ConfigureAwait(false) is { } found)
                return found;
        }

        return await ReadAllAsync(skus, isTried, cancellationToken).ConfigureAwait(false);
    }

    // Each text to search for, and each older product whose variants carry a SKU: one request each.
    private LookUps Plan(IReadOnlyList<string> skus)
    {
        var known = skus.SelectMany(register.With).ToList();
        var texts = skus.Concat(known.Where(row => row.Ref.Kind == ItemKind.Product).Select(row => row.Code)).Distinct(StringComparer.Ordinal);
        return new LookUps([.. texts], [.. known.Where(row => row.Ref.Kind != ItemKind.Product).DistinctBy(row => (row.Ref.Kind, row.Parent))]);
    }

    private async Task<IReadOnlyList<Listing>?> LookUpAsync(LookUps plan, IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        var found = new Dictionary<ListingRef, Listing>();
        foreach (var parent in plan.Parents)
        {
            foreach (var listing in await catalogue.ReadVariantsAsync(parent, cancellationToken).ConfigureAwait(false))
                found[listing.Ref] = listing;
        }

        foreach (var text in plan.Texts)
        {
            if (await SearchAsync(text, cancellationToken).ConfigureAwait(false) is not { } rows)
                return null;
            foreach (var row in rows)
            {
                // Its stock is in rows of its own, which only the list leads to.
                if (Variants.Has(row))
                    return null;
                if (await company.IsOursAsync(row, cancellationToken).ConfigureAwait(false))
                    found[row.Ref.Listing] = catalogue.Saw(row);
                isProven |= row.Code == text;
            }
        }

        // A SKU that was there and is not found now, one that may be on a new combination, or a search that has never found
        // anything: only the list can tell.
        var keys = found.Values.Select(listing => Register.Key(listing.Sku)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var missing = skus.Where(sku => !keys.Contains(Register.Key(sku))).ToList();
        return missing.Count > 0 && (!isProven || catalogue.HasVariants || missing.Any(sku => register.With(sku).Count > 0)) ? null : [.. found.Values];
    }

    // Null: the answer is none to this question.
    private async Task<List<ShopRow>?> SearchAsync(string text, CancellationToken cancellationToken)
    {
        var rows = await SearchAsync(form, text, cancellationToken).ConfigureAwait(false);
        if (isProven || rows is { Count: > 0 })
            return rows;
        var other = await SearchAsync(CodeForm.Switch, text, cancellationToken).ConfigureAwait(false);
        if (other is not { Count: > 0 })
            return rows;
        form = CodeForm.Switch;
        return other;
    }

    private async Task<List<ShopRow>?> SearchAsync(CodeForm by, string text, CancellationToken cancellationToken)
    {
        KeyValuePair<string, string>[] asked = by == CodeForm.Switch ? [new("pcode", "Y"), new("q", text)] : [new("pcode", text)];
        var reading = pages.Read("products", ItemKind.Product, [.. pages.Common, .. asked, new("sort_by", "code"), new("sort_order", "asc")]);
        var rows = new List<ShopRow>();
        await foreach (var page in reading.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            // A filter that is ignored answers with everything.
            if (page.Any(row => !row.Code.Contains(text.Trim(), StringComparison.OrdinalIgnoreCase)))
                return null;
            rows.AddRange(page);
        }

        return reading.IsWhole ? rows : null;
    }

    private async Task<IReadOnlyList<Listing>> ReadAllAsync(IReadOnlyList<string> skus, bool isTried, CancellationToken cancellationToken)
    {
        var keys = skus.Select(Register.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var found = new List<Listing>();
        await foreach (var listing in catalogue.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (keys.Contains(Register.Key(listing.Sku)))
                found.Add(listing);
        }

        if (isTried && !isProven && found.Any(listing => ItemRef.Of(listing.Ref)?.Kind == ItemKind.Product))
        {
            Log.NoCodeSearch(context.Logger, context.StoreId.Value);
            form = CodeForm.None;
        }

        return found;
    }

    private sealed record LookUps(IReadOnlyList<string> Texts, IReadOnlyList<ShopRow> Parents)
    {
        public int Count => Texts.Count + Parents.Count;
    }
}
