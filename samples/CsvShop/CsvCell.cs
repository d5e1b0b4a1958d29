namespace CsvShop;

/// <summary>Where a cell stands in the raw text of a record, so that it can be exchanged without touching anything around it.</summary>
internal readonly record struct CsvCell(int Start, int Length)
{
    /// <summary>Finds a cell; null where the record has fewer.</summary>
    public static CsvCell? Find(string raw, char delimiter, int column)
    {
        var start = 0;
        for (var current = 0; ; current++)
        {
            var end = End(raw, delimiter, start);
            if (current == column)
                return new CsvCell(start, end - start);
            if (end == raw.Length || raw[end] != delimiter)
                return null;
            start = end + 1;
        }
    }

    /// <summary>The cell's value without quotes.</summary>
    public string Read(string raw)
    {
        var text = raw.Substring(Start, Length);
        return IsQuoted(text) ? text[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : text;
    }

    /// <summary>The record with another value in the cell, quoted if the cell was. The value itself needs no quoting.</summary>
    public string Replace(string raw, string value)
    {
        var quote = IsQuoted(raw.Substring(Start, Length)) ? "\"" : "";
        return string.Concat(raw.AsSpan(0, Start), quote + value + quote, raw.AsSpan(Start + Length));
    }

    private static bool IsQuoted(string text) => text is ['"', .., '"'];

    private static int End(string raw, char delimiter, int start)
    {
        var position = start;
        if (position < raw.Length && raw[position] == '"')
            position = EndOfQuoted(raw, position + 1);
        while (position < raw.Length && raw[position] != delimiter && raw[position] is not ('\r' or '\n'))
            position++;
        return position;
    }

    private static int EndOfQuoted(string raw, int position)
    {
        for (; position < raw.Length; position++)
        {
            if (raw[position] != '"')
                continue;
            if (position + 1 == raw.Length || raw[position + 1] != '"')
                return position + 1;
            position++;
        }

        return raw.Length;
    }
}
