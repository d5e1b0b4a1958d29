using System.Globalization;
using System.Security;
using System.Text;
using Connector.Abstractions;

namespace Connector.Adapters.File.Feeds.Xml;

/// <summary>YML and Hotline feeds: the places of stock are found by a real XML reader, the text between them is left alone.</summary>
internal sealed class XmlFeed(XmlFeedShape shape, string encodingName) : IFeedFormat
{
    public bool HasNumbers => shape.Quantity is not null;

    public Feed Parse(string text)
    {
        var scan = new XmlFeedScanner(shape, text).Scan();
        var rows = new List<FeedRow>(scan.Items.Count);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in scan.Items)
        {
            var sku = item.Value(shape.Sku);
            var id = item.Value(shape.Id);
            var reference = id.Length > 0 ? $"offer/{id}" : $"sku/{sku}";
            if (!seen.Add(reference))
                throw new StoreException(StoreFailure.Protocol, $"The feed has two <{shape.Item}> with the id “{(id.Length > 0 ? id : sku)}”; marketplaces refuse such a file. Whoever makes the feed must give each offer its own id.");
            var quantity = shape.Quantity is { } place ? FeedNumber.Parse(item.Value(place)) : null;
            var words = item.Value(shape.Availability);
            bool? isAvailable = words == shape.InStock ? true : words == shape.OutOfStock ? false : null;
            // A number that the words contradict is not what buyers see: it is written again.
            if (isAvailable != (quantity > 0))
                quantity = null;
            rows.Add(new XmlRow(reference, sku, quantity, isAvailable, item.Value("name") is { Length: > 0 } name ? name : null, item, shape));
        }

        return new Feed(text, rows, scan.End);
    }

    public string Empty(DateTimeOffset now) => string.Format(CultureInfo.InvariantCulture, shape.Skeleton, DateOf(now), encodingName);

    public string RefOf(string sku) => $"offer/{sku.Trim()}";

    public string Row(string sku, decimal quantity)
    {
        var row = new StringBuilder("  <").Append(shape.Item);
        foreach (var (place, value) in Values(sku, quantity).Where(pair => pair.Place[0] == '@'))
            row.Append(' ').Append(place.AsSpan(1)).Append("=\"").Append(SecurityElement.Escape(value)).Append('"');
        row.Append('>');
        foreach (var (place, value) in Values(sku, quantity).Where(pair => pair.Place[0] != '@'))
            row.Append('<').Append(place).Append('>').Append(SecurityElement.Escape(value)).Append("</").Append(place).Append('>');
        return row.Append("</").Append(shape.Item).Append(">\n").ToString();
    }

    public IEnumerable<TextEdit> Redate(Feed feed, DateTimeOffset now)
    {
        var (start, length) = new XmlFeedScanner(shape, feed.Text).Scan().Date;
        return length > 0 ? [new TextEdit(start, length, DateOf(now))] : [];
    }

    private List<(string Place, string Value)> Values(string sku, decimal quantity)
    {
        var values = new List<(string, string)> { (shape.Id, sku) };
        if (shape.Sku != shape.Id)
            values.Add((shape.Sku, sku));
        if (shape.Quantity is { } place)
            values.Add((place, FeedNumber.Text(quantity)));
        values.Add((shape.Availability, quantity > 0 ? shape.InStock : shape.OutOfStock));
        return values;
    }

    private string DateOf(DateTimeOffset now) => now.ToString(shape.DateFormat, CultureInfo.InvariantCulture);

    private sealed record XmlRow(string Ref, string Sku, decimal? Quantity, bool? IsAvailable, string? Name, XmlItem Item, XmlFeedShape Shape)
        : FeedRow(Ref, Sku, Quantity, IsAvailable, Name)
    {
        public override IEnumerable<TextEdit> Edits(decimal quantity)
        {
            if (Shape.Quantity is { } place)
                yield return Item.Set(place, FeedNumber.Text(quantity));
            yield return Item.Set(Shape.Availability, quantity > 0 ? Shape.InStock : Shape.OutOfStock);
        }
    }
}
