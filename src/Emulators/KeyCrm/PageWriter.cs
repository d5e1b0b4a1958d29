using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Connector.Emulators.KeyCrm;

/// <summary>
/// Writes a page as Laravel's flat paginator (facts/keycrm.md §4), with non-ASCII letters escaped as PHP does it.
/// </summary>
internal sealed class PageWriter(Utf8JsonWriter json, KeyCrmQuirks quirks)
{
    public delegate void WriteOffer(PageWriter writer, KeyCrmOffer offer);

    public Utf8JsonWriter Json => json;

    public KeyCrmQuirks Quirks => quirks;

    public static ReadOnlyMemory<byte> Write(KeyCrmPage page, string path, KeyCrmQuirks quirks, WriteOffer writeOffer)
    {
        var buffer = new ArrayBufferWriter<byte>(16 * 1024);
        using (var json = new Utf8JsonWriter(buffer))
            new PageWriter(json, quirks).WritePage(page, path, writeOffer);
        return buffer.WrittenMemory;
    }

    /// <summary>A price or a quantity: never with zeros that mean nothing, unless the quirk asks for them.</summary>
    public void Number(string name, decimal value)
    {
        json.WritePropertyName(name);
        if (quirks.Numbers == NumberForm.Number)
            json.WriteRawValue(value.ToString("0.############", CultureInfo.InvariantCulture));
        else
            json.WriteStringValue(value.ToString(quirks.Numbers == NumberForm.Text ? "0.############" : "0.0000########", CultureInfo.InvariantCulture));
    }

    public void Quantity(KeyCrmOffer offer)
    {
        if (quirks.NullQuantityFor.Contains(offer.Id))
            json.WriteNull("quantity");
        else
            Number("quantity", offer.Quantity);
    }

    private void WritePage(KeyCrmPage page, string path, WriteOffer writeOffer)
    {
        json.WriteStartObject();
        json.WriteNumber("current_page", page.CurrentPage);
        json.WriteStartArray("data");
        foreach (var offer in page.Offers)
        {
            json.WriteStartObject();
            writeOffer(this, offer);
            if (quirks.ExtraFields)
            {
                json.WriteString("stock_status", "in_stock");
                json.WriteStartObject("custom");
                json.WriteNumber("quantity", 999_999);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("first_page_url", Address(page, path, 1));
        Nullable("from", page.From);
        json.WriteNumber("last_page", page.LastPage);
        json.WriteString("last_page_url", Address(page, path, page.LastPage));
        if (quirks.ExtraFields)
            WriteLinks(page, path);
        json.WriteString("next_page_url", page.CurrentPage < page.LastPage ? Address(page, path, page.CurrentPage + 1) : null);
        json.WriteString("path", path);
        json.WriteNumber("per_page", page.PerPage);
        json.WriteString("prev_page_url", page.CurrentPage > 1 ? Address(page, path, page.CurrentPage - 1) : null);
        Nullable("to", page.To);
        json.WriteNumber("total", page.Total);
        json.WriteEndObject();
    }

    // As newer Laravel versions add it.
    private void WriteLinks(KeyCrmPage page, string path)
    {
        json.WriteStartArray("links");
        json.WriteStartObject();
        json.WriteString("url", Address(page, path, page.CurrentPage));
        json.WriteString("label", page.CurrentPage.ToString(CultureInfo.InvariantCulture));
        json.WriteBoolean("active", true);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void Nullable(string name, int? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }

    private string Address(KeyCrmPage page, string path, int number)
    {
        var kept = page.Parameters
            .Where(parameter => parameter.Key != "page" && (parameter.Key != "limit" || quirks.PageAddressesKeepLimit))
            .Select(static parameter => $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(parameter.Value)}&");
        return $"{path}?{string.Concat(kept)}page={number.ToString(CultureInfo.InvariantCulture)}";
    }
}
