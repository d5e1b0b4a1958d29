namespace Connector.Abstractions;

/// <summary>
/// Reads the listings of one store and sets their stock. One instance per configured store. It does not retry, wait for a
/// rate limit, cache or schedule: the host does that for every adapter alike. Calls overlap only up to
/// <see cref="StoreCapabilities.MaxConcurrency"/>.
/// </summary>
/// <remarks>
/// <para>A call that failed as a whole throws. <see cref="StoreException"/> says why; <see cref="HttpRequestException"/>,
/// time-outs and <see cref="System.Data.Common.DbException"/> count as <see cref="StoreFailure.Unreachable"/>; anything else
/// counts as the plug-in's own fault: the batch is retried later, and the store is paused after a few.</para>
/// <para>Disposing twice does no harm.</para>
/// </remarks>
public interface IStoreAdapter : IAsyncDisposable
{
    /// <summary>The limits within which the host calls this adapter. Available before the first call.</summary>
    StoreCapabilities Capabilities { get; }

    /// <summary>
    /// The cheapest authenticated call: says whether the store would take a write now, its version, and what it found.
    /// Changes nothing.
    /// </summary>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>Healthy or not, with a line for a person.</returns>
    /// <exception cref="StoreException">The store could not be asked.</exception>
    Task<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Streams everything sellable: a variant as a listing of its own, a parent of variants only where it holds stock itself.
    /// </summary>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>Every listing once, in any order.</returns>
    /// <exception cref="StoreException">A page could not be read: the reading is worthless as a whole.</exception>
    IAsyncEnumerable<Listing> ReadListingsAsync(CancellationToken cancellationToken);

    /// <summary>The listings that carry any of these SKUs.</summary>
    /// <param name="skus">At most <see cref="StoreCapabilities.MaxFindBatch"/>, none empty, no two alike.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>May bring more than was asked for (the host matches), must not bring less.</returns>
    /// <exception cref="StoreException">The call as a whole failed.</exception>
    Task<IReadOnlyList<Listing>> FindBySkuAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken);

    /// <summary>Sets absolute numbers, and nothing but the stock number. Doing it twice does no harm.</summary>
    /// <param name="changes">At most <see cref="StoreCapabilities.MaxSetBatch"/>, each for another listing.</param>
    /// <param name="cancellationToken">Ends the call early; what was done by then stays done.</param>
    /// <returns>One outcome for each change, in the order given. A short or mixed-up answer fails the whole call.</returns>
    /// <exception cref="StoreException">The call as a whole failed; the host counts every change as not done.</exception>
    Task<IReadOnlyList<StockOutcome>> SetStockAsync(IReadOnlyList<StockChange> changes, CancellationToken cancellationToken);
}
