using System.Globalization;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace Connector.Adapters.PrestaShop.Api;

/// <summary>
/// Decodes the errors of an answer, in whichever form they came: refusals before the output is chosen are XML even where JSON
/// was asked for.
/// </summary>
internal static class ErrorText
{
    /// <summary>The errors in the shop's order; the first one is the cause, warnings of PHP may follow it. Empty if there are none.</summary>
    public static IReadOnlyList<ShopError> Decode(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
            return [];
        try
        {
            return (char)body.Span[0] switch
            {
                '{' => FromJson(body),
                '<' when body.Span.IndexOf("<errors"u8) >= 0 => FromXml(body),
                _ => [],
            };
        }
        catch (Exception exception) when (exception is JsonException or XmlException)
        {
            return [];
        }
    }

    private static List<ShopError> FromJson(ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        if (!json.RootElement.TryGetProperty("errors", out var errors) || errors.ValueKind != JsonValueKind.Array)
            return [];
        return [.. errors.EnumerateArray().Where(error => error.ValueKind == JsonValueKind.Object).Select(error => new ShopError(
            Number(error.TryGetProperty("code", out var code) ? code.ToString() : ""),
            PlainText.Of(error.TryGetProperty("message", out var message) ? message.ToString() : "")))];
    }

    private static List<ShopError> FromXml(ReadOnlyMemory<byte> body)
    {
        var root = ShopXml.Parse(body);
        return [.. root.Elements("errors").Elements("error").Select(error =>
            new ShopError(Number(error.Element("code")?.Value ?? ""), PlainText.Of(error.Element("message")?.Value ?? "")))];
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
