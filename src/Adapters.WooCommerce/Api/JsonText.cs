using System.Text.Json;

namespace Connector.Adapters.WooCommerce.Api;

/// <summary>
/// Finds the JSON in an answer: shops print a byte order mark or a PHP warning before it, or a comment after it, with status
/// 200 and the content type of JSON.
/// </summary>
internal static class JsonText
{
    private const int MostPlaces = 500;
    private const int Unfinished = -1;

    /// <summary>The JSON value in a body.</summary>
    /// <param name="body">The whole body.</param>
    /// <returns>Empty if there is none that is whole.</returns>
    public static ReadOnlyMemory<byte> Find(ReadOnlyMemory<byte> body)
    {
        var places = 0;
        for (var start = 0; start < body.Length && places < MostPlaces; start++)
        {
            if (body.Span[start] is not ((byte)'{' or (byte)'['))
                continue;
            places++;
            var length = ValueAt(body.Span[start..]);
            // What begins well and does not end was cut short; a smaller value inside it is not the answer.
            if (length == Unfinished)
                return default;
            if (length > 0 && IsOnlyComment(body.Span[(start + length)..]))
                return body.Slice(start, length);
        }

        return default;
    }

    private static int ValueAt(ReadOnlySpan<byte> text)
    {
        try
        {
            // Not the final block: what follows the value is none of the reader's business.
            var reader = new Utf8JsonReader(text, isFinalBlock: false, state: default);
            return reader.Read() && reader.TrySkip() ? (int)reader.BytesConsumed : Unfinished;
        }
        catch (JsonException)
        {
            return 0;
        }
    }

    private static bool IsOnlyComment(ReadOnlySpan<byte> rest)
    {
        rest = rest.TrimStart(" \t\r\n"u8);
        return rest.IsEmpty || rest.StartsWith("<!--"u8) || rest.StartsWith("<br"u8) || rest.StartsWith("<b>"u8);
    }
}
