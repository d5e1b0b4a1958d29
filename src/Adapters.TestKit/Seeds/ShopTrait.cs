namespace Connector.Adapters.TestKit;

/// <summary>What nearly every shop can have, so that a shop which cannot has to say why.</summary>
public enum ShopTrait
{
    /// <summary>Two listings may carry one SKU.</summary>
    DuplicateSkus = 0,

    /// <summary>A listing may be one for which the shop counts no stock.</summary>
    UntrackedListings,

    /// <summary>A listing may be deleted.</summary>
    DeletedListings,

    /// <summary>
    /// The reference of a deleted listing may come to mean another product, or the same product may get another SKU unnoticed.
    /// Does not apply where ids are never given twice and the adapter cannot compare SKUs in the write itself.
    /// </summary>
    ReusedReferences,

    /// <summary>Every SKU that is not in the shop is not found. Does not apply where the adapter takes any SKU (a price file that it writes itself).</summary>
    UnknownSkus,
}
