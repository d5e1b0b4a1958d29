using Connector.Abstractions;

namespace Connector.Adapters.CsCart.Listings;

/// <summary>Which row of the shop a listing is: <c>product/12</c>, <c>variation/254</c>, <c>combination/3364473348</c>.</summary>
/// <param name="Kind">The entity.</param>
/// <param name="Id">Its id or hash.</param>
internal readonly record struct ItemRef(ItemKind Kind, string Id)
{
    /// <summary>What the host keeps.</summary>
    public ListingRef Listing => new($"{Word}/{Id}");

    /// <summary>Where the API has it.</summary>
    public string Route => Kind switch
    {
        ItemKind.Variation => $"product_variations/{Id}",
        ItemKind.Combination => $"combinations/{Id}",
        _ => $"products/{Id}",
    };

    private string Word => Kind switch { ItemKind.Variation => "variation", ItemKind.Combination => "combination", _ => "product" };

    /// <summary>Reads a reference; <see langword="null"/> if this adapter never made it.</summary>
    public static ItemRef? Of(ListingRef reference)
    {
        var parts = reference.Value.Split('/');
        return parts is [var word, { Length: > 0 } id] && id.All(char.IsAsciiLetterOrDigit)
            ? word switch
            {
                "product" => new ItemRef(ItemKind.Product, id),
                "variation" => new ItemRef(ItemKind.Variation, id),
                "combination" => new ItemRef(ItemKind.Combination, id),
                _ => null,
            }
            : null;
    }
}
