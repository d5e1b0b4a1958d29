namespace Connector.Core.Ledger.Views;

/// <summary>Which listings of a store a person wants to see.</summary>
public enum ListingFilter
{
    /// <summary>All.</summary>
    All,

    /// <summary>Whose numbers wait to be written.</summary>
    Pending,

    /// <summary>Whose numbers the store does not take.</summary>
    Failing,

    /// <summary>Whose SKU stands on several listings, or on several offers.</summary>
    Ambiguous,

    /// <summary>Whose SKU no offer carries.</summary>
    Unmatched,

    /// <summary>Which something else keeps changing back.</summary>
    Contested,

    /// <summary>Which hold nothing.</summary>
    Zero,
}
