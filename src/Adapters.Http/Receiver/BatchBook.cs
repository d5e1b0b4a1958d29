using System.Globalization;
using System.Text;
using Connector.Abstractions;

namespace Connector.Adapters.Http.Receiver;

/// <summary>
/// Makes batches, and remembers those that were never answered: the same numbers sent again are the same batch, byte by byte,
/// so that a site that keeps ids does the work once.
/// </summary>
internal sealed class BatchBook(TimeProvider time)
{
    private const int MostRemembered = 100;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Batch> unanswered = new(StringComparer.Ordinal);
    private long lastSequence;

    /// <summary>The batch of these changes.</summary>
    /// <param name="changes">At least one; no SKU twice.</param>
    /// <param name="withExpected">Whether the site compares before it writes.</param>
    public Batch Open(IReadOnlyList<StockChange> changes, bool withExpected)
    {
        var key = KeyOf(changes);
        lock (gate)
        {
            if (unanswered.TryGetValue(key, out var known))
                return known;

            // A batch that was overtaken by other numbers must never be sent again: a site that keeps ids would answer it from
            // memory, and hold the number in between (5, then 4, then 5 is three numbers).
            var skus = changes.Select(change => change.Sku).ToHashSet(StringComparer.Ordinal);
            foreach (var overtaken in unanswered.Values.Where(batch => skus.Overlaps(batch.Skus)).ToList())
                unanswered.Remove(overtaken.Key);
            if (unanswered.Count >= MostRemembered)
                unanswered.Clear();

            // The number of the observation: the host never hands over an older number after a newer one, so the clock will
            // do, as long as it never goes back.
            lastSequence = Math.Max(lastSequence + 1, time.GetUtcNow().ToUnixTimeMilliseconds());
            var id = "sb_" + ReceiverClient.RandomId();
            var body = BatchBody.Write(id, changes, lastSequence, time.GetUtcNow(), withExpected);
            return unanswered[key] = new Batch(key, id, body, skus);
        }
    }

    /// <summary>The batch was answered: the same numbers later are another batch.</summary>
    public void Close(Batch batch)
    {
        lock (gate)
            unanswered.Remove(batch.Key);
    }

    /// <summary>The site was read anew: what is decided from now on is no repetition of what was decided before.</summary>
    public void Forget()
    {
        lock (gate)
            unanswered.Clear();
    }

    private static string KeyOf(IReadOnlyList<StockChange> changes)
    {
        var key = new StringBuilder();
        foreach (var change in changes)
            key.Append(CultureInfo.InvariantCulture, $"{change.Sku.Length}:{change.Sku}={change.Quantity}/{change.Expected};");
        return key.ToString();
    }

    /// <summary>One batch.</summary>
    /// <param name="Key">Its numbers, for comparison.</param>
    /// <param name="Id">What the headers <c>webhook-id</c> and <c>Idempotency-Key</c> say.</param>
    /// <param name="Body">The bytes that are signed and sent.</param>
    /// <param name="Skus">The SKUs in it.</param>
    internal sealed record Batch(string Key, string Id, byte[] Body, IReadOnlySet<string> Skus);
}
