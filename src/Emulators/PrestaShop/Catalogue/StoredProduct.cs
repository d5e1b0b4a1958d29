namespace Connector.Emulators.PrestaShop.Catalogue;

/// <summary>A row of the products' table. Read and written under the catalogue's lock.</summary>
internal sealed class StoredProduct
{
    public required int Id { get; init; }

    public required string Reference { get; set; }

    public required string Name { get; init; }

    public required PrestaShopProductSettings Settings { get; init; }

    public required HashSet<int> Shops { get; init; }

    public required DateTimeOffset Added { get; init; }

    public required DateTimeOffset Updated { get; set; }

    /// <summary>Ids of its combinations, in the order in which they were made.</summary>
    public List<int> Combinations { get; } = [];
}
