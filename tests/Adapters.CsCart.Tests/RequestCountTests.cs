using Connector.Abstractions;

namespace Connector.Adapters.CsCart.Tests;

/// <summary>What 2,000 products cost: one request for each page of 250, and one for each number that differs.</summary>
public sealed class RequestCountTests
{
    // The host's pass: index, one call for each change, and one look-up of what was only accepted.
    [Theory]
    [InlineData(2000, 8, 2000 + 5, 8)]
    [InlineData(40, 8, 40 + 5, 8)]
    [InlineData(7, 8, 7 + 5, 2)]
    [InlineData(0, 8, 0, 0)]
    public async Task Requests_of_a_pass_over_2000_products(int changes, int index, int writing, int readingBack)
    {
        await using var shop = await CsShop.OpenAsync(products: 2000);
        var adapter = shop.Open();
        var listings = await shop.ReadAsync(adapter);
        shop.Requests.ShouldBe(index);

        var accepted = new List<string>();
        foreach (var listing in listings.Take(changes))
        {
            if ((await CsShop.SetAsync(adapter, listing.Ref.Value, listing.Sku, 500)).Status == StockStatus.Accepted)
                accepted.Add(listing.Sku);
        }

        (shop.Requests - index).ShouldBe(writing);
        if (accepted.Count > 0)
            (await adapter.FindBySkuAsync(accepted, CsShop.Token)).ShouldAllBe(listing => listing.Quantity == 500);
        (shop.Requests - index - writing).ShouldBe(readingBack);
        shop.Catalogue.Products.Count(product => product.Amount == 500).ShouldBe(changes);
    }
}
