using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Connector.Adapters.PrestaShop.Api;

namespace Connector.Adapters.PrestaShop.Writing;

/// <summary>Rows as the webservice takes them: flat under the root, several in one request. There is no JSON input.</summary>
internal static class RowsXml
{
    /// <summary>For PATCH: only the number; everything else stays.</summary>
    public static byte[] OfNumbers(IEnumerable<Item> items) => Write(items, static _ => []);

    /// <summary>
    /// For PUT: every field as it was read just before, whichever the shop's version has: PUT wipes what is left out, the shop of
    /// the row and its place on the shelf among them.
    /// </summary>
    public static byte[] OfWholeRows(IEnumerable<Item> items) => Write(items, static item => item.Row!.Json.EnumerateObject()
        .Where(field => field.Name is not ("id" or "quantity") && field.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        .Select(field => new XElement(field.Name, AnswerReader.Text(field.Value))));

    private static byte[] Write(IEnumerable<Item> items, Func<Item, IEnumerable<XElement>> further) => Encoding.UTF8.GetBytes(
        new XElement("prestashop", items.Select(item => new XElement("stock_available", new XElement("id", Text(item.Ref.Row)), new XElement("quantity", Text(item.Quantity)), further(item))))
            .ToString(SaveOptions.DisableFormatting));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
