using System.Globalization;
using System.Text;

namespace Connector.Emulators.PrestaShop.Webservice;

/// <summary>Answers as XML.</summary>
/// <param name="apiUrl">The address of the webservice, with its slash: links begin with it.</param>
internal sealed class XmlOutput(string apiUrl) : Output
{
    private const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<prestashop xmlns:xlink=\"http://www.w3.org/1999/xlink\">\n";
    private const string Foot = "</prestashop>\n";

    public override string ContentType => "text/xml;charset=utf-8";

    public override string List(Resource resource, IReadOnlyList<OutputRow> rows)
    {
        var xml = new StringBuilder(Head).Append(CultureInfo.InvariantCulture, $"<{resource.Name}>\n");
        foreach (var row in rows)
            AppendRow(xml, resource, row);
        return xml.Append(CultureInfo.InvariantCulture, $"</{resource.Name}>\n{Foot}").ToString();
    }

    public override string Ids(Resource resource, IReadOnlyList<string> ids)
    {
        var xml = new StringBuilder(Head).Append(CultureInfo.InvariantCulture, $"<{resource.Name}>\n");
        foreach (var id in ids)
            xml.Append(CultureInfo.InvariantCulture, $"<{resource.Node} id=\"{id}\" xlink:href=\"{apiUrl}{resource.Name}/{id}\"/>\n");
        return xml.Append(CultureInfo.InvariantCulture, $"</{resource.Name}>\n{Foot}").ToString();
    }

    public override string Details(Resource resource, IReadOnlyList<OutputRow> rows, bool hasDisplay)
    {
        var xml = new StringBuilder(Head);
        foreach (var row in rows)
            AppendRow(xml, resource, row);
        return xml.Append(Foot).ToString();
    }

    public override string Errors(ErrorList errors)
    {
        var xml = new StringBuilder(Head).Append("<errors>\n");
        foreach (var (code, message) in errors.All)
        {
            xml.Append(CultureInfo.InvariantCulture,
                $"<error>\n<code><![CDATA[{code}]]></code>\n<message><![CDATA[{Cdata(message)}]]></message>\n</error>\n");
        }

        return xml.Append("</errors>\n").Append(Foot).ToString();
    }

    /// <summary>What the key may do.</summary>
    public string Root(string shopName, IEnumerable<KeyValuePair<string, PrestaShopMethods>> rights, bool hasPatch)
    {
        var xml = new StringBuilder(Head).Append(CultureInfo.InvariantCulture, $"<api shopName=\"{Attribute(shopName)}\">\n");
        foreach (var (name, methods) in rights)
        {
            var allowed = string.Join(' ', Boxes(methods, hasPatch).Select(static box => $"{box.Name}=\"{(box.Checked ? "true" : "false")}\""));
            xml.Append(CultureInfo.InvariantCulture, $"<{name} xlink:href=\"{apiUrl}{name}\" {allowed}>\n");
            xml.Append(CultureInfo.InvariantCulture, $"<description xlink:href=\"{apiUrl}{name}\" {allowed}>\n{ResourceNames.Description(name)}</description>\n");
            if (name != "search")
            {
                xml.Append(CultureInfo.InvariantCulture, $"<schema xlink:href=\"{apiUrl}{name}?schema=blank\" type=\"blank\"/>\n");
                xml.Append(CultureInfo.InvariantCulture, $"<schema xlink:href=\"{apiUrl}{name}?schema=synopsis\" type=\"synopsis\"/>\n");
            }

            xml.Append(CultureInfo.InvariantCulture, $"</{name}>\n");
        }

        return xml.Append("</api>\n").Append(Foot).ToString();
    }

    private static IEnumerable<(string Name, bool Checked)> Boxes(PrestaShopMethods methods, bool hasPatch)
    {
        yield return ("get", methods.HasFlag(PrestaShopMethods.Get));
        yield return ("put", methods.HasFlag(PrestaShopMethods.Put));
        yield return ("post", methods.HasFlag(PrestaShopMethods.Post));
        if (hasPatch)
            yield return ("patch", methods.HasFlag(PrestaShopMethods.Patch));
        yield return ("delete", methods.HasFlag(PrestaShopMethods.Delete));
        yield return ("head", methods.HasFlag(PrestaShopMethods.Head));
    }

    private void AppendRow(StringBuilder xml, Resource resource, OutputRow row)
    {
        xml.Append(CultureInfo.InvariantCulture, $"<{resource.Node}>\n");
        foreach (var field in row.Fields)
        {
            var link = field is { Link: { } target, Value: not (null or "" or "0") } ? $" xlink:href=\"{apiUrl}{target}/{field.Value}\"" : "";
            var value = $"<![CDATA[{Cdata(field.Value ?? "")}]]>";
            if (field.Kind == FieldKind.Translated)
                value = $"<language id=\"1\" xlink:href=\"{apiUrl}languages/1\">{value}</language>";
            xml.Append(CultureInfo.InvariantCulture, $"\t<{field.Name}{link}>{value}</{field.Name}>\n");
        }

        if (row.Associations.Count > 0)
            AppendAssociations(xml, row.Associations);
        xml.Append(CultureInfo.InvariantCulture, $"</{resource.Node}>\n");
    }

    private void AppendAssociations(StringBuilder xml, IReadOnlyList<OutputAssociation> associations)
    {
        xml.Append("<associations>\n");
        foreach (var ((name, node, _, _), rows) in associations)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<{name} nodeType=\"{node}\" api=\"{name}\">\n");
            foreach (var row in rows)
            {
                xml.Append(CultureInfo.InvariantCulture, $"\t<{node} xlink:href=\"{apiUrl}{name}/{row[0].Value}\">\n");
                foreach (var (field, value) in row)
                    xml.Append(CultureInfo.InvariantCulture, $"\t<{field}><![CDATA[{value}]]></{field}>\n");
                xml.Append(CultureInfo.InvariantCulture, $"\t</{node}>\n");
            }

            xml.Append(CultureInfo.InvariantCulture, $"</{name}>\n");
        }

        xml.Append("</associations>\n");
    }

    private static string Cdata(string text) => text.Replace("]]>", "]]]]><![CDATA[>", StringComparison.Ordinal);

    private static string Attribute(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
