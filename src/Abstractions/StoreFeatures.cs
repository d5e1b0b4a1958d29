namespace Connector.Abstractions;

/// <summary>What a store can do beyond whole, non-negative numbers on plain products.</summary>
[Flags]
public enum StoreFeatures
{
    /// <summary>Nothing beyond.</summary>
    None = 0,

    /// <summary>Variants are listings of their own, with <see cref="Listing.Parent"/> set.</summary>
    Variants = 1 << 0,

    /// <summary>Numbers may have decimal places.</summary>
    FractionalQuantities = 1 << 1,

    /// <summary>Numbers may be below zero.</summary>
    NegativeQuantities = 1 << 2,

    /// <summary>Successful writes come back as <see cref="StockStatus.Applied"/>; without it the host reads back.</summary>
    ConfirmsWrites = 1 << 3,

    /// <summary>
    /// <see cref="IStoreAdapter.FindBySkuAsync"/> finds listings that <see cref="IStoreAdapter.ReadListingsAsync"/> leaves out:
    /// drafts that are not for sale yet, or a file that takes any SKU. The host asks for the SKUs that a reading did not bring.
    /// </summary>
    FindsUnlisted = 1 << 4,
}
