namespace Connector.Abstractions;

/// <summary>What became of one <see cref="StockChange"/>, with what the store said.</summary>
public sealed record StockOutcome
{
    /// <summary>The reference of the change this answers.</summary>
    public required ListingRef Ref { get; init; }

    /// <summary>What became of it.</summary>
    public required StockStatus Status { get; init; }

    /// <summary>
    /// The number the store says it holds now, if it said. Where it differs from what was asked, the host reports it.
    /// </summary>
    public decimal? Current { get; init; }

    /// <summary>
    /// Why, wherever <see cref="Status"/> is not a success. On a success it may say how the number became known, for the
    /// journal: "no answer within 60 s; the store holds the number when read back".
    /// </summary>
    public StoreError? Error { get; init; }
}
