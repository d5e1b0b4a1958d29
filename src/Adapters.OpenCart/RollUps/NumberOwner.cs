namespace Connector.Adapters.OpenCart.RollUps;

/// <summary>Who decides a row's number.</summary>
internal enum NumberOwner
{
    /// <summary>The offer with the row's SKU.</summary>
    Row = 0,

    /// <summary>A roll-up makes it of other rows' numbers.</summary>
    RollUp,

    /// <summary>Nobody: the shop does not count stock for the row, or the options say to leave it alone.</summary>
    Nobody,
}
