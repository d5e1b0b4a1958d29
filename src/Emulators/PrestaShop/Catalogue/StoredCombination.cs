namespace Connector.Emulators.PrestaShop.Catalogue;

/// <summary>A row of the combinations' table. Read and written under the catalogue's lock.</summary>
internal sealed class StoredCombination
{
    public required int Id { get; init; }

    public required StoredProduct Product { get; init; }

    public required string Reference { get; set; }
}
