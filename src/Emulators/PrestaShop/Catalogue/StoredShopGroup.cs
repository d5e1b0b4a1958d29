namespace Connector.Emulators.PrestaShop.Catalogue;

/// <summary>A group of shops.</summary>
internal sealed record StoredShopGroup
{
    public required int Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Whether its shops have one stock in common.</summary>
    public required bool SharesStock { get; init; }
}
