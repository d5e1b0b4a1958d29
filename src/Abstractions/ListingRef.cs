namespace Connector.Abstractions;

/// <summary>
/// Where a listing lives in its store, in words that only its adapter understands: <c>"123"</c>, <c>"123:456"</c>.
/// The host keeps it, compares it ordinally and hands it back; it never takes it apart.
/// </summary>
/// <param name="Value">Not empty; stable for as long as the listing exists.</param>
public readonly record struct ListingRef(string Value)
{
    /// <summary>The reference as the adapter wrote it.</summary>
    public override string ToString() => Value;
}
