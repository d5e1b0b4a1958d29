using System.Text;

namespace Connector.Host.Configuration.Json;

/// <summary>Turns an offset in UTF-8 text into a line and column.</summary>
internal sealed class LineMap
{
    private readonly byte[] text;
    private readonly List<int> starts = [0];

    /// <summary>Looks through a text.</summary>
    public LineMap(byte[] text)
    {
        this.text = text;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == (byte)'\n')
                starts.Add(i + 1);
        }
    }

    /// <summary>Line and column, both from 1; the column counts UTF-16 characters as editors do.</summary>
    public (int Line, int Column) Locate(int offset)
    {
        var index = starts.BinarySearch(offset);
        var line = index < 0 ? ~index - 1 : index;
        return (line + 1, Encoding.UTF8.GetCharCount(text, starts[line], offset - starts[line]) + 1);
    }
}
