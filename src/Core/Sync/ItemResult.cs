using Connector.Abstractions;
using Connector.Core.Planning;

namespace Connector.Core.Sync;

/// <summary>One planned change and what became of it.</summary>
/// <param name="Change">The change, with the number that was last sent.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Current">What the store said it holds, if it said.</param>
/// <param name="Error">Why, wherever it is not a success; on a success at most a remark on how the number became known.</param>
public sealed record ItemResult(PlannedChange Change, ItemOutcome Outcome, decimal? Current = null, StoreError? Error = null);
