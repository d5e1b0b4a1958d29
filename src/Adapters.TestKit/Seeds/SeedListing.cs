namespace Connector.Adapters.TestKit;

/// <summary>One listing that the kit wants to be in the shop before a test.</summary>
public sealed record SeedListing
{
    /// <summary>
    /// 1, 2, 3…: what the listing is called between the kit and you, also where two carry one SKU. Use it as the shop's own
    /// id where the shop lets you choose; otherwise remember which id the shop gave to which number.
    /// </summary>
    public required int Number { get; init; }

    /// <summary>The SKU, exactly as a merchant typed it. Put it into the shop by the shop's own way of storing it.</summary>
    public required string Sku { get; init; }

    /// <summary>The stock number the shop holds before the test. Whole, 0 or more.</summary>
    public decimal Quantity { get; init; }

    /// <summary>
    /// False: the shop shall count no stock for this listing ("manage stock" off, a word where a number belongs…). Asked for
    /// only where <see cref="ShopTrait.UntrackedListings"/> applies.
    /// </summary>
    public bool TracksStock { get; init; } = true;

    /// <summary>
    /// True: a product that has variants. Give it <see cref="Quantity"/> as its own number where the shop keeps one for such a
    /// product. Asked for only of adapters with <see cref="Abstractions.StoreFeatures.Variants"/>.
    /// </summary>
    public bool HasVariants { get; init; }

    /// <summary>For a variant: the <see cref="Number"/> of the product it belongs to, which comes before it in the list.</summary>
    public int? Parent { get; init; }
}
