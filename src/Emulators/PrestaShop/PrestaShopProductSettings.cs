namespace Connector.Emulators.PrestaShop;

/// <summary>What a product is like beside its reference. Everything may be left out.</summary>
public sealed record PrestaShopProductSettings
{
    /// <summary>The name; made from the reference when left out.</summary>
    public string? Name { get; init; }

    /// <summary>Whether it is shown and sold.</summary>
    public bool Active { get; init; } = true;

    /// <summary><c>state=0</c>: begun in the back office and never saved. The webservice lists it.</summary>
    public bool Draft { get; init; }

    /// <summary>A download or a service.</summary>
    public bool IsVirtual { get; init; }

    /// <summary>A pack of other products.</summary>
    public bool IsPack { get; init; }

    /// <summary>What an order of a pack takes: 0 the pack, 1 its items, 2 both, 3 as the shop is set.</summary>
    public int PackStockType { get; init; } = 3;

    /// <summary>The shops it is assigned to; null: all there are.</summary>
    public IReadOnlyList<int>? Shops { get; init; }

    /// <summary>Whether it has rows in <c>stock_availables</c>; products imported by SQL may lack them.</summary>
    public bool HasStockRow { get; init; } = true;
}
