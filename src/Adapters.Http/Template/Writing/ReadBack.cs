using Connector.Abstractions;
using Connector.Adapters.Http.Template.Finding;
using Connector.Adapters.Http.Template.Paths;

namespace Connector.Adapters.Http.Template.Writing;

/// <summary>
/// Asks what a write without an answer really did: a site often goes on to the end when its caller has gone, and one that dies
/// has kept what it did before.
/// </summary>
internal sealed class ReadBack(ListingFinder finder)
{
    /// <summary>An outcome for each write; <see langword="null"/> where nothing of it is known to be done, or nothing can be known.</summary>
    public async Task<StockOutcome[]?> AskAsync(IReadOnlyList<Write> writes, StoreException failure, CancellationToken cancellationToken)
    {
        Dictionary<ListingRef, decimal?> held;
        try
        {
            string[] skus = [.. writes.Select(static write => write.Change.Sku).Distinct(StringComparer.Ordinal)];
            held = (await finder.FindAsync(skus, cancellationToken).ConfigureAwait(false)).ToDictionary(static listing => listing.Ref, static listing => listing.Quantity);
        }
        catch (StoreException)
        {
            // The first failure says more than that the site cannot be asked now.
            return null;
        }

        StockOutcome[] outcomes = [.. writes.Select(write => Judge(write.Change, held.GetValueOrDefault(write.Change.Ref), failure))];
        // A batch of which nothing is done fails as a whole, so that the host may look for the item that breaks it.
        return outcomes.Any(static outcome => outcome.Status == StockStatus.Applied) ? outcomes : null;
    }

    /// <summary>Whether the site says of the listing that it counts no stock for it; <see langword="false"/> too where it cannot be asked.</summary>
    public async Task<bool> IsUncountedAsync(StockChange change, CancellationToken cancellationToken)
    {
        try
        {
            var found = await finder.FindAsync([change.Sku], cancellationToken).ConfigureAwait(false);
            return found.Any(listing => listing.Ref == change.Ref && !listing.TracksStock);
        }
        catch (StoreException)
        {
            return false;
        }
    }

    private static StockOutcome Judge(StockChange change, decimal? held, StoreException failure) => held == change.Quantity
        ? Outcomes.Of(change, StockStatus.Applied, "http.read_back", $"{failure.Message} The site holds {Scalars.Number(change.Quantity)} for {change.Sku} when it is asked.", held)
        : Outcomes.Of(change, StockStatus.Failed, "http.not_done", $"{failure.Message} The site does not hold {Scalars.Number(change.Quantity)} for {change.Sku} when it is asked. It is sent again.", held);
}
