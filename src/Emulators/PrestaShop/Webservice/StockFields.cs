using System.Globalization;
using System.Xml.Linq;

namespace Connector.Emulators.PrestaShop.Webservice;

/// <summary>Reads the fields of one stock row in a body.</summary>
internal static class StockFields
{
    public static StockEdit Read(Resource resource, XElement item, bool isPatch, PrestaShopStockRow before)
    {
        var sent = resource.Fields.ToDictionary(static field => field.Name, field => Text(item, field.Name), StringComparer.Ordinal);
        // What PUT leaves out is wiped, but for what it must send.
        string Value(string name) => sent[name] ?? (isPatch ? resource.Field(name)!.Read(before) : "");
        return new StockEdit
        {
            After = new PrestaShopStockRow
            {
                Id = before.Id,
                ProductId = WholeNumber(Value("id_product")),
                CombinationId = WholeNumber(Value("id_product_attribute")),
                ShopId = WholeNumber(Value("id_shop")),
                ShopGroupId = WholeNumber(Value("id_shop_group")),
                Quantity = WholeNumber(Value("quantity")),
                DependsOnStock = Value("depends_on_stock") is not ("" or "0"),
                OutOfStock = WholeNumber(Value("out_of_stock")),
                Location = Value("location"),
            },
            OnlyFields = isPatch ? sent.Where(static field => field.Value is not null).Select(static field => field.Key).ToHashSet() : null,
            Row = new OutputRow
            {
                Fields =
                [
                    .. resource.Fields.Select(field => new OutputField(
                        field.Name, field.Kind, sent[field.Name] ?? (isPatch ? field.Read(before) : null), field.Link, sent[field.Name] is not null)),
                ],
            },
            Missing = isPatch ? null : resource.Fields.FirstOrDefault(field => field.Required && sent[field.Name] is null)?.Name,
            Refused = resource.Fields.FirstOrDefault(field => sent[field.Name] is { } value && !IsValid(field, value))?.Name,
        };
    }

    /// <summary>The text of an element as it stands; null without one.</summary>
    public static string? Text(XElement item, string name) => item.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value;

    /// <summary>PHP's <c>(int)</c>: as far as the digits go, else 0.</summary>
    public static int WholeNumber(string? text)
    {
        var digits = (text ?? "").TrimStart();
        var length = digits.Length > 0 && digits[0] is '-' or '+' ? 1 : 0;
        while (length < digits.Length && char.IsAsciiDigit(digits[length]))
            length++;
        return int.TryParse(digits.AsSpan(0, length), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    private static bool IsValid(ResourceField field, string value) => field.Name switch
    {
        "id" => true,
        "location" => value.Length <= 64,
        "depends_on_stock" => value is "0" or "1",
        "quantity" or "out_of_stock" => IsExactInteger(value),
        _ => value.Length == 0 || (IsExactInteger(value) && value[0] != '-'),
    };

    /// <summary>Only what PHP writes itself: no spaces, no plus, no zeros in front.</summary>
    private static bool IsExactInteger(string value) =>
        int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number.ToString(CultureInfo.InvariantCulture) == value;
}
