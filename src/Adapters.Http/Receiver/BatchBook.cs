using System.Globalization;
using System.Text;
using System.Text.Json;
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
    private readonly Dictionary<string, (string Id, byte[] Body)> unanswered = new(StringComparer.Ordinal);
    private long lastSequence;

    /// <summary>The batch of these changes.</summary>
    /// <param name="changes">At least one.</param>
    /// <param name="withExpected">Whether the site compares before it writes.</param>
    public (string Key, string Id, byte[] Body) Open(IReadOnlyList<StockChange> changes, bool withExpected)
    {
        var key = KeyOf(changes);
        lock (gate)
        {
            if (!unanswered.TryGetValue(key, out var batch))
            {
                if (unanswered.Count >= MostRemembered)
                    unanswered.Clear();
                // The number of the observation: the host never hands over an older number after a newer one, so the clock will
                // do, as long as it never goes back.
                lastSequence = Math.Max(lastSequence + 1, time.GetUtcNow().ToUnixTimeMilliseconds());
                var id = "sb_" + ReceiverClient.RandomId();
                unanswered[key] = batch = (id, Write(id, changes, lastSequence, withExpected));
            }

            return (key, batch.Id, batch.Body);
        }
    }

    /// <summary>The batch was answered: the same numbers later are another batch.</summary>
    public void Close(string key)
    {
        lock (gate)
            unanswered.Remove(key);
    }

    private byte[] Write(string id, IReadOnlyList<StockChange> changes, long sequence, bool withExpected)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("batch", id);
            json.WriteString("mode", "set");
            json.WriteBoolean("dryRun", false);
            json.WriteString("reason", "keycrm");
            json.WriteStartArray("items");
            foreach (var change in changes)
            {
                json.WriteStartObject();
                json.WriteString("sku", change.Sku);
                json.WriteNumber("quantity", change.Quantity);
                json.WriteNumber("seq", sequence);
                json.WriteString("observedAt", time.GetUtcNow().UtcDateTime);
                if (withExpected && change.Expected is { } expected)
                    json.WriteNumber("expected", expected);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static string KeyOf(IReadOnlyList<StockChange> changes)
    {
        var key = new StringBuilder();
        foreach (var change in changes)
            key.Append(CultureInfo.InvariantCulture, $"{change.Sku.Length}:{change.Sku}={change.Quantity}/{change.Expected};");
        return key.ToString();
    }
}
