using Connector.Abstractions;
using Connector.Adapters.PrestaShop.Api;
using Connector.Adapters.PrestaShop.Listings;

namespace Connector.Adapters.PrestaShop.Writing;

/// <summary>
/// Looks at listings that were read by an earlier process, or some time ago, before they are written: whether they are still
/// there, carry the same SKU, are this shop's, and have not become a parent of combinations.
/// </summary>
internal sealed class RowCheck(ShopClient client, Register register)
{
    /// <summary>Says of each item why it may not be written.</summary>
    /// <param name="items">At most 100.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>Outcomes for those that may not.</returns>
    public async Task<IReadOnlyList<StockOutcome>> RefuseAsync(IReadOnlyList<WriteItem> items, CancellationToken cancellationToken)
    {
        if (items.Count == 0)
            return [];
        var products = (await client.ListAsync(
            ProductRow.Resource, ProductRow.WithFamily, [Filters.Any("id", items.Select(item => item.Place.ProductId).Distinct())], ProductRow.Read, cancellationToken).ConfigureAwait(false))
            .DistinctBy(product => product.Id).ToDictionary(product => product.Id);
        var variants = items.Select(item => item.Place.CombinationId).Where(id => id != 0).ToList();
        var combinations = variants.Count == 0 ? [] : (await client.ListAsync(
            CombinationRow.Resource, CombinationRow.Display, [Filters.Any("id", variants)], CombinationRow.Read, cancellationToken).ConfigureAwait(false))
            .DistinctBy(combination => combination.Id).ToDictionary(combination => combination.Id);
        var rows = await StockRows.ReadAsync(client, items.Select(item => item.Place.RowId), cancellationToken).ConfigureAwait(false);

        var refused = new List<StockOutcome>();
        foreach (var item in items)
        {
            if ((OfCatalogue(item, products, combinations) ?? Outcomes.OfRow(item, rows.GetValueOrDefault(item.Place.RowId))) is { } outcome)
                refused.Add(outcome);
            else
                register.Note(item.Place);
        }

        return refused;
    }

    private static StockOutcome? OfCatalogue(WriteItem item, Dictionary<int, ProductRow> products, Dictionary<int, CombinationRow> combinations)
    {
        var (change, place) = (item.Change, item.Place);
        if (!products.TryGetValue(place.ProductId, out var product))
            return Outcomes.Make(change, StockStatus.Gone, "prestashop.no_product", $"The shop has no product {place.ProductId} any more.");
        var sku = product.Reference;
        if (place.CombinationId != 0)
        {
            if (!combinations.TryGetValue(place.CombinationId, out var combination) || combination.ProductId != place.ProductId)
                return Outcomes.Make(change, StockStatus.Gone, "prestashop.no_combination", $"The product {place.ProductId} has no combination {place.CombinationId} any more.");
            sku = combination.Reference;
        }
        else if (product.HasCombinations || product.Stock.Any(row => row.CombinationId != 0))
        {
            return Outcomes.Make(change, StockStatus.Gone, "prestashop.has_combinations", $"The product {place.ProductId} has combinations now: its own number is the sum of theirs, and is never written. Give the numbers to the combinations' references.");
        }

        // The same SKU in another case is still the same product; the host has decided so.
        if (!string.Equals(sku.Trim().Normalize(), change.Sku.Trim().Normalize(), StringComparison.OrdinalIgnoreCase))
            return Outcomes.Make(change, StockStatus.Gone, "prestashop.other_sku", $"The listing carries the reference “{sku}” now; it was renamed in the shop since it was read.");
        return product.Stock.Contains((place.RowId, place.CombinationId))
            ? null
            : Outcomes.Make(change, StockStatus.Gone, "prestashop.no_row", $"The stock row {place.RowId} is gone, or is not this shop's any more.");
    }
}
