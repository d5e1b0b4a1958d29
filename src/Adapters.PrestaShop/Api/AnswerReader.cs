using System.Globalization;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace Connector.Adapters.PrestaShop.Api;

/// <summary>Reads what a webservice says: JSON or XML, with blank lines or a byte order mark before it.</summary>
internal static class AnswerReader
{
    /// <summary>The body without what modules print before it.</summary>
    public static string Trim(string text) => text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n');

    /// <summary>The body as JSON; <see langword="null"/> if it is none.</summary>
    public static JsonElement? Json(string text)
    {
        if (text.Length == 0 || text[0] is not ('{' or '['))
            return null;
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The body as XML; <see langword="null"/> if it is none.</summary>
    public static XElement? Xml(string text)
    {
        if (!text.StartsWith('<'))
            return null;
        try
        {
            using var strings = new StringReader(text);
            using var reader = XmlReader.Create(strings, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XElement.Load(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>The errors that an answer names.</summary>
    public static IReadOnlyList<ShopError> Errors(string text, JsonElement? json)
    {
        if (json is { ValueKind: JsonValueKind.Object } found)
        {
            return found.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array
                ? [.. errors.EnumerateArray().Where(error => error.ValueKind == JsonValueKind.Object).Select(error => new ShopError(
                    (int)(error.TryGetProperty("code", out var code) ? Number(code) ?? 0 : 0),
                    error.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String ? message.GetString()! : ""))]
                : [];
        }

        return Xml(text) is { Name.LocalName: "prestashop" } root
            ? [.. root.Elements("errors").Elements("error").Select(error => new ShopError(
                int.TryParse(error.Element("code")?.Value.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : 0,
                error.Element("message")?.Value.Trim() ?? ""))]
            : [];
    }

    /// <summary>A number, or text that is one: which it is differs by version and field.</summary>
    public static decimal? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetDecimal(out var number) => number,
        JsonValueKind.String when decimal.TryParse(value.GetString(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };
}
