using Connector.Abstractions;

namespace Connector.Adapters.File.Feeds.Csv;

/// <summary>Finds the fields of CSV (RFC 4180, with any line ends).</summary>
internal static class CsvScanner
{
    /// <summary>The fields of every line. A line end at the very end begins no further line.</summary>
    /// <exception cref="StoreException">A quote is never closed: the file was cut.</exception>
    public static List<List<CsvField>> Scan(string text, char separator)
    {
        var lines = new List<List<CsvField>>();
        var position = 0;
        while (position < text.Length)
        {
            var line = new List<CsvField>();
            while (true)
            {
                var end = FieldEnd(text, position, separator, lines.Count + 1);
                line.Add(new CsvField(position, end - position));
                position = end;
                if (position < text.Length && text[position] == separator)
                    position++;
                else
                    break;
            }

            lines.Add(line);
            if (position < text.Length && text[position] == '\r')
                position++;
            if (position < text.Length && text[position] == '\n')
                position++;
        }

        return lines;
    }

    private static int FieldEnd(string text, int start, char separator, int line)
    {
        if (start < text.Length && text[start] == '"')
        {
            for (var i = start + 1; i < text.Length; i++)
            {
                if (text[i] != '"')
                    continue;
                if (i + 1 < text.Length && text[i + 1] == '"')
                    i++;
                else if (i + 1 == text.Length || text[i + 1] == separator || text[i + 1] is '\r' or '\n')
                    return i + 1;
                else
                    throw Damaged(line, "has text after a closing quote");
            }

            throw Damaged(line, "has a quote that is never closed");
        }

        var end = start;
        while (end < text.Length && text[end] != separator && text[end] is not ('\r' or '\n'))
            end++;
        return end;
    }

    private static StoreException Damaged(int line, string fault) =>
        new(StoreFailure.Protocol, $"Line {line} of the CSV file {fault}: the file is cut or damaged, and nothing of it counts.");
}
