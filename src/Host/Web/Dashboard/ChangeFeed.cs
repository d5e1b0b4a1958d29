using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Connector.Core.Ledger;

namespace Connector.Host.Web.Dashboard;

/// <summary>Tells pages that are open that something has changed, so that they ask for their content anew.</summary>
internal sealed class ChangeFeed(Ledger ledger, TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    // Ages are shown, and workers know things that the ledger does not.
    private static readonly TimeSpan Anyway = TimeSpan.FromSeconds(15);

    /// <summary>One event for each change, at most one a second, until the page has gone.</summary>
    public async IAsyncEnumerable<SseItem<string>> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var changes = ledger.Watch();
        yield return new SseItem<string>("", "hello") { ReconnectionInterval = TimeSpan.FromSeconds(2) };
        var told = time.GetTimestamp();
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(Look, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (cancellationToken.IsCancellationRequested)
                yield break;
            if (!changes.HasChanged() && time.GetElapsedTime(told) < Anyway)
                continue;
            told = time.GetTimestamp();
            yield return new SseItem<string>("", "changed");
        }
    }
}
