using Connector.Core.Stock;

namespace Connector.Core.KeyCrm;

/// <summary>One page of <c>GET /offers/stocks</c> as keyCRM sent it.</summary>
internal sealed record StocksPage
{
    public required int Total { get; init; }

    public required int CurrentPage { get; init; }

    public required int PerPage { get; init; }

    public required IReadOnlyList<Level> Levels { get; init; }

    public required IReadOnlyDictionary<long, string> Warehouses { get; init; }

    public required Observation Observation { get; init; }
}
