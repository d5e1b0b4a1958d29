using Connector.Abstractions;
using Connector.Core.Planning;

namespace Connector.Core.Sync;

/// <summary>One change on its way to the store.</summary>
internal sealed class WriteItem(PlannedChange change)
{
    /// <summary>The change with its newest number.</summary>
    public PlannedChange Change { get; set; } = change;

    /// <summary>How often the store was asked to take it.</summary>
    public int Attempts { get; set; }

    /// <summary>The journal's entry of the latest try.</summary>
    public long Entry { get; set; }

    /// <summary>What became of it; <see langword="null"/> while that is open.</summary>
    public ItemResult? Result { get; set; }

    public StockChange ToStockChange() =>
        new() { Ref = Change.Ref, Sku = Change.Sku, Quantity = Change.After, Expected = Change.Before };
}
