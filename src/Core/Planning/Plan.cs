namespace Connector.Core.Planning;

/// <summary>For one store: the listings whose number must change, and how the rest stands.</summary>
public sealed record Plan
{
    /// <summary>Listings read.</summary>
    public required int Listings { get; init; }

    /// <summary>Listings with one offer, and no doubt about it.</summary>
    public required int Matched { get; init; }

    /// <summary>Listings whose SKU no offer carries, blank ones included.</summary>
    public required int OnlyInStore { get; init; }

    /// <summary>Offers with a SKU that no listing carries.</summary>
    public required int OnlyInCrm { get; init; }

    /// <summary>Listings whose SKU is on several listings or several offers, and that are not written for it.</summary>
    public required int Ambiguous { get; init; }

    /// <summary>Matched listings whose stock the store does not count.</summary>
    public required int NotTracked { get; init; }

    /// <summary>Matched listings for which keyCRM gave no readable number.</summary>
    public required int Unknown { get; init; }

    /// <summary>Matched listings that are in stock now: what the guard's shares are of.</summary>
    public required int InStock { get; init; }

    /// <summary>What must change, in the order in which the store was read.</summary>
    public required IReadOnlyList<PlannedChange> Changes { get; init; }
}
