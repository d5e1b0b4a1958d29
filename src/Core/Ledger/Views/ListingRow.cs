using Connector.Abstractions;

namespace Connector.Core.Ledger.Views;

/// <summary>A listing, and how far the connector is with it.</summary>
/// <param name="Listing">What the store holds, as last read or confirmed.</param>
/// <param name="Desired">What it should hold; <see langword="null"/> where the connector never had anything to change.</param>
public sealed record ListingRow(Listing Listing, DesiredNumber? Desired);
