using Connector.Abstractions;

namespace Connector.Adapters.File.Feeds.Csv;

/// <summary>
/// CSV with a header line. Read by place and not by value, so that a file of another program keeps its quotes, its other
/// columns and its line ends to the byte.
/// </summary>
internal sealed class CsvFeed(string delimiter, string decimalSeparator, string skuColumn, string quantityColumn) : IFeedFormat
{
    private readonly char separator = delimiter[0];

    public bool HasNumbers => true;

    public Feed Parse(string text)
    {
        var lines = CsvScanner.Scan(text, separator);
        if (lines.Count == 0)
            throw new StoreException(StoreFailure.Protocol, "The CSV file is empty: not even a header line is in it. Nothing is written to it until it is whole; delete it to have it made anew.");
        var header = lines[0].Select(field => field.Value(text).Trim()).ToList();
        var sku = Column(header, skuColumn);
        var quantity = Column(header, quantityColumn);
        var rows = new List<FeedRow>(lines.Count - 1);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 1; i < lines.Count; i++)
        {
            var line = lines[i];
            if (line.Count == 1 && line[0].Length == 0)
                continue;
            if (line.Count <= Math.Max(sku, quantity))
            {
                throw new StoreException(StoreFailure.Protocol,
                    $"Line {i + 1} of the CSV file has {line.Count} columns, the header {header.Count}: the file is cut or damaged, and nothing of it counts.");
            }

            var value = line[sku].Value(text);
            var number = seen[value] = seen.GetValueOrDefault(value) + 1;
            var reference = number == 1 ? $"sku/{value}" : $"sku/{value}#{number}";
            rows.Add(new CsvRow(reference, value, FeedNumber.Parse(line[quantity].Value(text)), line[quantity], Number));
        }

        return new Feed(text, rows, text.Length);
    }

    public string Empty(DateTimeOffset now) => $"{Field(skuColumn)}{separator}{Field(quantityColumn)}\r\n";

    public string RefOf(string sku) => $"sku/{sku}";

    public string Row(string sku, decimal quantity) => $"{Field(sku)}{separator}{Number(quantity)}\r\n";

    public IEnumerable<TextEdit> Redate(Feed feed, DateTimeOffset now) => [];

    private string Number(decimal quantity) => Field(FeedNumber.Text(quantity, decimalSeparator));

    // A SKU that begins like a formula is quoted: these files are opened in Excel.
    private string Field(string value) =>
        value.IndexOfAny([separator, '"', '\r', '\n']) >= 0 || (value.Length > 0 && (value[0] is '=' or '+' or '-' or '@' || char.IsWhiteSpace(value[0]) || char.IsWhiteSpace(value[^1])))
            ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : value;

    private int Column(List<string> header, string name)
    {
        var position = header.IndexOf(name);
        return position >= 0
            ? position
            : throw new StoreException(StoreFailure.Misconfigured,
                $"The CSV file has no column “{name}”; its header line has {string.Join(", ", header)}. Name the right column in the store's options (sku, quantity), or the right delimiter (now “{(separator == '\t' ? "tab" : separator)}”).");
    }

    private sealed record CsvRow(string Ref, string Sku, decimal? Quantity, CsvField Field, Func<decimal, string> Number)
        : FeedRow(Ref, Sku, Quantity, null, null)
    {
        public override IEnumerable<TextEdit> Edits(decimal quantity) => [new TextEdit(Field.Start, Field.Length, Number(quantity))];
    }
}
