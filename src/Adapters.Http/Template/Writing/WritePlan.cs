using Connector.Adapters.Http.Template.Site;

namespace Connector.Adapters.Http.Template.Writing;

/// <summary>How numbers are written.</summary>
internal sealed class WritePlan
{
    /// <summary>The request.</summary>
    public required RequestTemplate Request { get; init; }

    /// <summary>Whether a request carries one number.</summary>
    public required bool IsSingle { get; init; }

    /// <summary>Most numbers in one request.</summary>
    public required int MaxItems { get; init; }

    /// <summary>Digits after the point.</summary>
    public required int Decimals { get; init; }

    /// <summary>Whether numbers may be below zero.</summary>
    public required bool Negative { get; init; }

    /// <summary>What the answer says of each number; none: nothing.</summary>
    public ResultEntries? Result { get; init; }

    /// <summary>What the answer says of failures.</summary>
    public ResultEntries? Errors { get; init; }

    /// <summary>Whether SKUs must differ within a request, because the answer or the body tells numbers apart by them.</summary>
    public bool NeedsUniqueSkus => Request.Body?.IsKeyed == true
        || new[] { Result, Errors }.Any(static entries => entries is { Sku: not null, Ref: null, Index: null });
}
