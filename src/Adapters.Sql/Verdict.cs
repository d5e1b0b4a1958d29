using Connector.Abstractions;

namespace Connector.Adapters.Sql;

/// <summary>What became of one write.</summary>
/// <param name="Status">The outcome.</param>
/// <param name="Current">What the row holds, if it was seen.</param>
/// <param name="Error">Why, if it is no success.</param>
internal sealed record Verdict(StockStatus Status, decimal? Current, StoreError? Error)
{
    /// <summary>The row is not there any more, or is another one.</summary>
    public static Verdict Gone(string code, string message) =>
        new(StockStatus.Gone, null, new StoreError { Code = code, Message = message });
}
