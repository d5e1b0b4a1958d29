using System.Text.Json;

namespace Connector.Core.KeyCrm;

/// <summary>
/// Reads the body of keyCRM's stock webhook (facts: keycrm §9): an array of rows, or one row alone. Unknown fields are ignored;
/// a row that names neither an offer nor a SKU says nothing and is left out, as long as another one does.
/// </summary>
public static class WebhookPayload
{
    /// <summary>The most rows of one body.</summary>
    public const int MostRows = 10_000;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads a body. Never throws, whatever the bytes are.</summary>
    /// <param name="body">The body in UTF-8.</param>
    /// <param name="rows">Its rows, in the order given; empty if it cannot be read.</param>
    /// <param name="fault">Why it is not such a payload; empty if it is.</param>
    public static bool TryRead(ReadOnlyMemory<byte> body, out IReadOnlyList<WebhookRow> rows, out string fault) =>
        TryRead(body, out rows, out fault, out _);

    /// <inheritdoc cref="TryRead(ReadOnlyMemory{byte}, out IReadOnlyList{WebhookRow}, out string)" />
    /// <param name="body">The body in UTF-8.</param>
    /// <param name="rows">Its rows, in the order given; empty if it cannot be read.</param>
    /// <param name="fault">Why it is not such a payload; empty if it is.</param>
    /// <param name="isTooLong">Whether the fault is that it has more than <see cref="MostRows"/>.</param>
    public static bool TryRead(ReadOnlyMemory<byte> body, out IReadOnlyList<WebhookRow> rows, out string fault, out bool isTooLong)
    {
        var read = new List<WebhookRow>();
        isTooLong = false;
        try
        {
            fault = Read(body.Span, read, out isTooLong);
        }
        catch (JsonException)
        {
            fault = $"the body is not whole JSON ({LenientJson.Excerpt(body.Span)})";
        }

        rows = fault.Length == 0 ? read : [];
        return fault.Length == 0;
    }

    private static string Read(ReadOnlySpan<byte> body, List<WebhookRow> rows, out bool isTooLong)
    {
        isTooLong = false;
        var reader = new Utf8JsonReader(body.StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : body);
        reader.Read();
        if (reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject))
            return $"the body is neither a list nor an object ({LenientJson.Excerpt(body)})";
        var count = 0;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            count = 1;
            Add(ref reader, rows);
        }
        else
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (reader.TokenType != JsonTokenType.StartObject)
                    return $"row {count + 1} is not an object";
                isTooLong = ++count > MostRows;
                if (isTooLong)
                    return $"there are more than {MostRows} rows";
                Add(ref reader, rows);
            }
        }

        // Nothing may follow; what does is found by reading on.
        reader.Read();
        return count > 0 && rows.Count == 0 ? "no row names an offer (offer_id) or a SKU (sku)" : "";
    }

    // Row by row: a body of the greatest size is never held as one document.
    private static void Add(ref Utf8JsonReader reader, List<WebhookRow> rows)
    {
        using var row = JsonDocument.ParseValue(ref reader);
        var item = row.RootElement;
        var offer = LenientJson.Id(item, "offer_id") is { } id and > 0 ? id : (long?)null;
        var sku = LenientJson.Text(item, "sku");
        if (offer is not null || !string.IsNullOrWhiteSpace(sku))
            rows.Add(new WebhookRow(offer, sku, LenientJson.Number(item, "in_stock"), LenientJson.Number(item, "in_reserve")));
    }
}
