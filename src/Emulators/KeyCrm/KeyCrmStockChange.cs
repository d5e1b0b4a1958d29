namespace Connector.Emulators.KeyCrm;

/// <summary>One line of a stock document: what an offer's stock becomes.</summary>
public sealed record KeyCrmStockChange
{
    /// <summary>The offer.</summary>
    public required long OfferId { get; init; }

    /// <summary>On hand from now on.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Reserved from now on; null leaves the reserve as it is.</summary>
    public decimal? Reserve { get; init; }

    /// <summary>Null puts everything into the account's first warehouse and removes the offer's other rows.</summary>
    public int? WarehouseId { get; init; }
}
