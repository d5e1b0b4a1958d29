using Connector.Abstractions;

namespace Connector.Core.Sync;

/// <summary>How far a pass over a store has come.</summary>
/// <param name="Store">The store.</param>
/// <param name="Phase">What it is doing.</param>
/// <param name="Done">Listings read, or changes settled.</param>
/// <param name="Of">How many there will be, where known.</param>
public readonly record struct StoreProgress(StoreId Store, StorePhase Phase, int Done, int? Of);
