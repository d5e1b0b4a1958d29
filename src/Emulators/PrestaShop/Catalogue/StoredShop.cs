namespace Connector.Emulators.PrestaShop.Catalogue;

/// <summary>One shop of a multistore.</summary>
internal sealed record StoredShop
{
    public required int Id { get; init; }

    public required StoredShopGroup Group { get; init; }

    public required string Name { get; init; }

    /// <summary><c>/</c> or <c>/shop2/</c>.</summary>
    public required string BaseUri { get; init; }
}
