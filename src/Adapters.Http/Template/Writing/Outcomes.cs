using Connector.Abstractions;

namespace Connector.Adapters.Http.Template.Writing;

/// <summary>Outcomes in the words of this adapter.</summary>
internal static class Outcomes
{
    /// <summary>An outcome that is no success.</summary>
    public static StockOutcome Of(StockChange change, StockStatus status, string code, string message, decimal? current = null) =>
        new() { Ref = change.Ref, Status = status, Current = current, Error = new StoreError { Code = code, Message = message } };

    /// <summary>The site said yes and showed nothing.</summary>
    public static StockOutcome Accepted(StockChange change) => new() { Ref = change.Ref, Status = StockStatus.Accepted };
}
