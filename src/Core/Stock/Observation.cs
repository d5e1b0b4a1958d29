namespace Connector.Core.Stock;

/// <summary>When keyCRM was seen: newer observations replace older ones, and nothing older is ever written after a newer one.</summary>
/// <param name="Sequence">Given out by the ledger when a request is sent or a body arrives; greater is newer, across processes and clock changes.</param>
/// <param name="At">The same moment for people, UTC.</param>
public readonly record struct Observation(long Sequence, DateTimeOffset At);
