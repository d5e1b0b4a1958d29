using Connector.Adapters.WooCommerce.Api;

namespace Connector.Adapters.WooCommerce.Listings;

/// <summary>
/// A variation with the parent that the shop itself has just named. Shops up to 9.5.1 move a variation to whatever parent a
/// batch names, without a word; so a batch takes nothing but this, and this is made of nothing but a row that was read.
/// </summary>
internal sealed class ReadVariation
{
    private ReadVariation(ProductRow row, long readAt)
    {
        Id = row.Id!.Value;
        ParentId = row.ParentId;
        Keeping = row.ManageStock;
        ReadAt = readAt;
    }

    /// <summary>The variation's id.</summary>
    public long Id { get; }

    /// <summary>Its parent's id.</summary>
    public long ParentId { get; }

    /// <summary>Who keeps its stock.</summary>
    public StockKeeping Keeping { get; }

    /// <summary>The clock's timestamp at which it was read.</summary>
    public long ReadAt { get; }

    /// <summary>Takes a row that was read.</summary>
    /// <param name="row">From the shop.</param>
    /// <param name="readAt">The clock's timestamp.</param>
    /// <returns><see langword="null"/> if it is no variation.</returns>
    public static ReadVariation? Of(ProductRow row, long readAt) =>
        row is { IsVariation: true, ParentId: > 0, Id: > 0 and var id } && id != row.ParentId ? new ReadVariation(row, readAt) : null;
}
