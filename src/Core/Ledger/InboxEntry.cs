using Connector.Core.Stock;

namespace Connector.Core.Ledger;

/// <summary>A webhook that waits in the inbox.</summary>
public sealed record InboxEntry
{
    /// <summary>The inbox's number of it; later ones are greater.</summary>
    public required long Id { get; init; }

    /// <summary>The account it came for.</summary>
    public required string Account { get; init; }

    /// <summary>The body as it came.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>When it arrived, UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Its place among everything that was observed, given when it was stored.</summary>
    public required Observation Observation { get; init; }
}
