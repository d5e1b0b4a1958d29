using System.Text;
using System.Text.Json;
using Connector.Abstractions;

namespace Connector.Adapters.Http.Receiver;

/// <summary>Sends changes in batches as large as the site takes, and waits where the site is still at work on one.</summary>
internal sealed class BatchSender(ReceiverClient client, TimeProvider time)
{
    private const int MostBytes = 1_000_000;
    private const int TriesWhileRunning = 10;
    private static readonly TimeSpan PauseWhileRunning = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPauseWhileRunning = TimeSpan.FromSeconds(10);

    private readonly BatchBook book = new(time);
    private int largest = int.MaxValue;

    /// <summary>Sends them all.</summary>
    /// <param name="changes">No SKU twice.</param>
    /// <param name="site">What the site takes.</param>
    /// <param name="answered">Takes the outcome of each change.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <exception cref="StoreException">A batch failed as a whole.</exception>
    public async Task SendAsync(
        IReadOnlyList<StockChange> changes, SiteCapabilities site, Action<StockChange, StockOutcome> answered, CancellationToken cancellationToken)
    {
        var most = Math.Min(site.MaxItems, largest);
        for (var done = 0; done < changes.Count;)
        {
            StockChange[] part = [.. changes.Skip(done).Take(most)];
            if (await SendOneAsync(part, site, cancellationToken).ConfigureAwait(false) is not { } outcomes)
            {
                // Too large for the site; nothing of it was done.
                most = part.Length / 2;
                continue;
            }

            foreach (var (change, outcome) in part.Zip(outcomes))
                answered(change, outcome);
            done += part.Length;
        }
    }

    /// <summary>Sends a batch without items, for a site that has nothing to read: whether it would take one.</summary>
    /// <exception cref="StoreException">It would not: wrong address, wrong signature, down.</exception>
    public async Task TryAsync(CancellationToken cancellationToken)
    {
        var id = "sb_" + ReceiverClient.RandomId();
        var body = Encoding.UTF8.GetBytes($$"""{"batch":"{{id}}","mode":"set","dryRun":true,"reason":"check","items":[]}""");
        var answer = await client.PostAsync("stock", id, body, cancellationToken).ConfigureAwait(false);
        // 400 and 422: it has read the batch, and finds nothing in it.
        if ((int)answer.Status is not ((>= 200 and < 300) or 400 or 422) || answer.IsPage)
            throw ReceiverFailures.Of(answer, "POST stock");
    }

    /// <summary>The site was read anew: nothing sent before it is repeated, and its limits are found out afresh.</summary>
    public void Forget()
    {
        book.Forget();
        largest = int.MaxValue;
    }

    // null: too large.
    private async Task<IReadOnlyList<StockOutcome>?> SendOneAsync(StockChange[] changes, SiteCapabilities site, CancellationToken cancellationToken)
    {
        var batch = book.Open(changes, site.CompareAndSet);
        if (batch.Body.Length > MostBytes && changes.Length > 1)
        {
            book.Close(batch);
            return null;
        }

        for (var attempt = 1; ; attempt++)
        {
            var answer = await client.PostAsync("stock", batch.Id, batch.Body, cancellationToken).ConfigureAwait(false);
            switch ((int)answer.Status)
            {
                // The same batch is still being worked on: its answer is worth waiting for, but not for ever.
                case 409 when attempt < TriesWhileRunning && !(answer.RetryAfter > LongestPauseWhileRunning):
                    await Task.Delay(answer.RetryAfter ?? PauseWhileRunning, time, cancellationToken).ConfigureAwait(false);
                    continue;
                case 413 when changes.Length > 1:
                    book.Close(batch);
                    largest = changes.Length / 2;
                    return null;
                case >= 200 and < 300:
                    var outcomes = Judge(changes, answer);
                    book.Close(batch);
                    return outcomes;
                // Not answered: sent again later, it is the same batch.
                case 408 or 409 or 429 or >= 500:
                    throw ReceiverFailures.Of(answer, "POST stock");
                default:
                    book.Close(batch);
                    throw ReceiverFailures.Of(answer, "POST stock");
            }
        }
    }

    // A yes without results may be true: the host reads it back where it can. A web page is nobody's yes, nor is an error.
    private static IReadOnlyList<StockOutcome> Judge(StockChange[] changes, ReceiverAnswer answer)
    {
        if (answer.IsPage)
            throw new StoreException(StoreFailure.Protocol, $"POST stock is answered with a web page: “{answer.Text}”. A firewall, a login or an error page stands before the receiver; whether the numbers arrived is not known.");
        if (answer.Json is not { ValueKind: JsonValueKind.Object } json)
            return Accepted(changes);
        if (json.TryGetProperty("results", out var results) && results.ValueKind == JsonValueKind.Array)
            return ItemResults.Of(changes, results);
        return json.Says("error") || json.Says("errors") || IsNo(json, "ok") || IsNo(json, "success")
            ? throw ReceiverFailures.Of(answer, "POST stock")
            : Accepted(changes);
    }

    private static bool IsNo(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.False;

    private static StockOutcome[] Accepted(StockChange[] changes) =>
        [.. changes.Select(change => new StockOutcome { Ref = change.Ref, Status = StockStatus.Accepted })];
}
