using System.Text.Encodings.Web;
using System.Text.Json;
using Connector.Abstractions;

namespace Connector.Adapters.Http.Receiver;

/// <summary>The JSON of a batch: <c>{"batch":…,"mode":"set","items":[{"sku":…,"quantity":…,"seq":…}]}</c>.</summary>
internal static class BatchBody
{
    // Cyrillic SKUs stay readable in the site's log, and half as long.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes it.</summary>
    /// <param name="id">The batch's id.</param>
    /// <param name="changes">Its items.</param>
    /// <param name="sequence">The number of the observation, higher than any before.</param>
    /// <param name="at">When it was made.</param>
    /// <param name="withExpected">Whether the site compares before it writes.</param>
    public static byte[] Write(string id, IReadOnlyList<StockChange> changes, long sequence, DateTimeOffset at, bool withExpected)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable))
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
                json.WriteNumber("quantity", Plain(change.Quantity));
                json.WriteNumber("seq", sequence);
                json.WriteString("observedAt", at.UtcDateTime);
                if (withExpected && change.Expected is { } expected)
                    json.WriteNumber("expected", Plain(expected));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    // 5.000 is 5: receivers that read whole numbers refuse a decimal point.
    private static decimal Plain(decimal number) => number / 1.0000000000000000000000000000m;
}
