using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Connector.Emulators.CsCart;

/// <summary>Writes rows as PHP does: numbers as text or not, an empty object as <c>[]</c>.</summary>
internal sealed class CsCartJson(CsCartQuirks quirks)
{
    private int _field;

    public string One(CsCartProduct product) => Write(json => Product(json, product));

    public string One(CsCartCombination combination) => Write(json => Combination(json, combination));

    public string Array(IEnumerable<CsCartCombination> combinations) => Write(json =>
    {
        json.WriteStartArray();
        foreach (var combination in combinations)
            Combination(json, combination);
        json.WriteEndArray();
    });

    public string List(CsCartRequest request, IEnumerable<CsCartProduct> rows, int page, int size, int total) => Write(json =>
    {
        if (quirks.Envelope != CsCartEnvelope.BareArray)
        {
            json.WriteStartObject();
            json.WritePropertyName("products");
        }

        json.WriteStartArray();
        foreach (var row in rows)
            Product(json, row);
        json.WriteEndArray();
        if (quirks.Envelope == CsCartEnvelope.BareArray)
            return;
        json.WriteStartObject(quirks.Envelope == CsCartEnvelope.Params ? "params" : "search");
        json.WriteNumber("page", page);
        json.WriteNumber("items_per_page", size);
        Number(json, "total_items", total);
        json.WriteString("area", "A");
        json.WriteString("sort_by", request["sort_by"] ?? "product");
        json.WriteString("sort_order", request["sort_order"] ?? "asc");
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private void Product(Utf8JsonWriter json, CsCartProduct product)
    {
        json.WriteStartObject();
        Number(json, "product_id", product.Id);
        json.WriteString("product", product.Name);
        json.WriteString("product_code", product.Code);
        json.WriteString("product_type", product.Type);
        json.WriteString("status", product.Status);
        Number(json, "company_id", product.Company);
        if (!quirks.WithoutAmount.Contains(product.Id))
            Number(json, "amount", product.Amount);
        json.WriteString("tracking", product.Tracking);
        json.WriteString("price", product.Price.ToString("0.00######", CultureInfo.InvariantCulture));
        Number(json, "min_qty", 0);
        Number(json, "qty_step", 0);
        Number(json, "parent_product_id", product.Parent);
        if (product.Group > 0)
            Number(json, "variation_group_id", product.Group);
        json.WriteString("shared_product", "N");
        json.WriteString("out_of_stock_actions", "N");
        Number(json, "updated_timestamp", product.Updated);
        json.WriteStartArray("tax_ids");
        json.WriteEndArray();
        json.WriteStartArray("main_pair");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Combination(Utf8JsonWriter json, CsCartCombination combination)
    {
        json.WriteStartObject();
        Number(json, "product_id", combination.Product);
        json.WriteString("product_code", combination.Code);
        json.WriteString("combination_hash", combination.Hash);
        Number(json, "amount", combination.Amount);
        Number(json, "position", combination.Position);
        json.WriteStartObject("combination");
        json.WriteString("12", combination.Position.ToString(CultureInfo.InvariantCulture));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void Number(Utf8JsonWriter json, string name, long value)
    {
        if (quirks.Numbers == CsCartNumbers.Numbers || (quirks.Numbers == CsCartNumbers.Mixed && ++_field % 3 != 0))
            json.WriteNumber(name, value);
        else
            json.WriteString(name, value.ToString(CultureInfo.InvariantCulture));
    }

    private static string Write(Action<Utf8JsonWriter> write)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
            write(json);
        return Encoding.UTF8.GetString(body.ToArray());
    }
}
