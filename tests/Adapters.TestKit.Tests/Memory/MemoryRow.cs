using Connector.Abstractions;

namespace Connector.Adapters.TestKit.Tests.Memory;

/// <summary>One listing of the shop in memory.</summary>
internal sealed class MemoryRow
{
    public required int Id { get; init; }

    public required string Sku { get; set; }

    public required decimal Quantity { get; set; }

    public required bool TracksStock { get; set; }

    public required int? Parent { get; init; }

    public string Name { get; set; } = "Name";

    public ListingRef Ref => new($"row/{Id}");

    public Listing ToListing() => new()
    {
        Ref = Ref,
        Sku = Sku,
        Quantity = Quantity,
        TracksStock = TracksStock,
        Name = Name,
        Parent = Parent is { } parent ? new ListingRef($"row/{parent}") : null,
    };
}
