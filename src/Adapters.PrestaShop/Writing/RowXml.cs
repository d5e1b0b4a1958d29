using System.Globalization;
using System.Text;
using System.Xml;
using Connector.Adapters.PrestaShop.Listings;

namespace Connector.Adapters.PrestaShop.Writing;

/// <summary>Writes stock rows as the webservice takes them: side by side under the root, never in a list's element.</summary>
internal static class RowXml
{
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(false), OmitXmlDeclaration = true };

    /// <summary>PATCH: the number alone.</summary>
    public static byte[] Patch(IEnumerable<WriteItem> items) => Write(items, (xml, item) =>
    {
        xml.WriteElementString("id", Text(item.Place.RowId));
        xml.WriteElementString("quantity", Text(item.Quantity));
    });

    /// <summary>PUT: every field as it was just read, since what is left out is wiped, and the number.</summary>
    public static byte[] Put(IEnumerable<WriteItem> items, IReadOnlyDictionary<int, StockRow> rows) => Write(items, (xml, item) =>
    {
        foreach (var (name, value) in rows[item.Place.RowId].Fields)
            xml.WriteElementString(name, name == "quantity" ? Text(item.Quantity) : value);
    });

    private static byte[] Write(IEnumerable<WriteItem> items, Action<XmlWriter, WriteItem> fill)
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, Settings))
        {
            xml.WriteStartElement("prestashop");
            foreach (var item in items)
            {
                xml.WriteStartElement("stock_available");
                fill(xml, item);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return stream.ToArray();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
