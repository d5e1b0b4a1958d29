using System.Text;
using System.Xml;
using Connector.Abstractions;

namespace Connector.Adapters.File.Feeds.Xml;

/// <summary>Finds the offers of an XML feed and the places of their values in the text.</summary>
internal sealed class XmlFeedScanner
{
    private readonly XmlFeedShape shape;
    private readonly string text;
    private readonly TextPositions positions;
    private readonly HashSet<string> children;
    private readonly List<XmlItem> items = [];
    private int end = -1;
    private (int Start, int Length) date;

    public XmlFeedScanner(XmlFeedShape shape, string text)
    {
        this.shape = shape;
        this.text = text;
        positions = new TextPositions(text);
        children = new[] { shape.Id, shape.Sku, shape.Quantity, shape.Availability, "name" }.OfType<string>().Where(place => place[0] != '@').ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Reads the feed to its end.</summary>
    /// <exception cref="StoreException">It is no XML, was cut, or has no list of offers.</exception>
    public (IReadOnlyList<XmlItem> Items, int End, (int Start, int Length) Date) Scan()
    {
        try
        {
            using var strings = new StringReader(text);
            using var reader = XmlReader.Create(strings, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Element)
                    Enter(reader);
                else if (reader.NodeType == XmlNodeType.EndElement && reader.LocalName == shape.List)
                    end = positions.Of(reader) - "</".Length;
            }
        }
        catch (XmlException exception)
        {
            throw new StoreException(StoreFailure.Protocol, $"The feed is not whole XML, line {exception.LineNumber}, column {exception.LinePosition}: {exception.Message} Nothing of it counts until whoever makes it has finished writing it.", exception);
        }

        return end >= 0
            ? (items, end, date)
            : throw new StoreException(StoreFailure.Misconfigured, $"The feed has no <{shape.List}>…</{shape.List}>: it is of another format than the option “format” says. Nothing is written to it.");
    }

    private void Enter(XmlReader reader)
    {
        if (shape.Date[0] == '@' ? reader.MoveToAttribute(shape.Date[1..]) && reader.Depth == 1 : reader.LocalName == shape.Date && date.Length == 0)
            date = reader.NodeType == XmlNodeType.Attribute ? AttributeSpan(reader) : ContentSpan(reader);
        reader.MoveToElement();
        if (reader.NodeType == XmlNodeType.Element && reader.LocalName == shape.Item)
            ReadItem(reader);
    }

    private void ReadItem(XmlReader reader)
    {
        var item = new XmlItem { AfterName = positions.Of(reader) + reader.Name.Length };
        var depth = reader.Depth;
        var isEmpty = reader.IsEmptyElement;
        while (reader.MoveToNextAttribute())
        {
            var (start, length) = AttributeSpan(reader);
            item.Note("@" + reader.LocalName, reader.Value, start, length);
        }

        reader.MoveToElement();
        var contentStart = positions.TagEnd(positions.Of(reader));
        while (!isEmpty && reader.Read() && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth))
        {
            if (reader.NodeType == XmlNodeType.Element && reader.Depth == depth + 1 && children.Contains(reader.LocalName))
                ReadChild(reader, item);
        }

        if (!isEmpty)
        {
            item.BeforeEnd = positions.Of(reader) - "</".Length;
            item.Indent = positions.SpaceFrom(contentStart);
            item.TrailingSpace = positions.SpaceBefore(item.BeforeEnd, contentStart);
            items.Add(item);
        }
    }

    private void ReadChild(XmlReader reader, XmlItem item)
    {
        var name = reader.LocalName;
        var tag = positions.Of(reader) - 1;
        if (reader.IsEmptyElement)
        {
            item.Note(name, "", tag, positions.TagEnd(tag + 1) - tag, isEmptyTag: true);
            return;
        }

        var start = positions.TagEnd(tag + 1);
        var depth = reader.Depth;
        var value = new StringBuilder();
        while (reader.Read() && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth))
        {
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
                value.Append(reader.Value);
        }

        item.Note(name, value.ToString(), start, positions.Of(reader) - "</".Length - start);
    }

    private (int Start, int Length) AttributeSpan(XmlReader reader)
    {
        var quote = text.IndexOfAny(['"', '\''], positions.Of(reader));
        return (quote + 1, text.IndexOf(text[quote], quote + 1) - quote - 1);
    }

    private (int Start, int Length) ContentSpan(XmlReader reader)
    {
        var start = positions.TagEnd(positions.Of(reader));
        return reader.IsEmptyElement ? (start, 0) : (start, text.IndexOf('<', start) - start);
    }
}
