namespace Connector.Adapters.File.Feeds.Csv;

/// <summary>A field of CSV by its place, its quotes included.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How long it is.</param>
internal readonly record struct CsvField(int Start, int Length)
{
    /// <summary>What the field says, without quotes.</summary>
    public string Value(string text)
    {
        var raw = text.AsSpan(Start, Length);
        return raw.Length >= 2 && raw[0] == '"' ? raw[1..^1].ToString().Replace("\"\"", "\"", StringComparison.Ordinal) : raw.ToString();
    }
}
