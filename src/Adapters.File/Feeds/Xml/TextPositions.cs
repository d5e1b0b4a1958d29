using System.Xml;

namespace Connector.Adapters.File.Feeds.Xml;

/// <summary>Turns an XML reader's lines and columns into places in the text.</summary>
internal sealed class TextPositions
{
    private readonly string text;
    private readonly List<int> lineStarts = [0];

    public TextPositions(string text)
    {
        this.text = text;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
                lineStarts.Add(i + 1);
        }
    }

    /// <summary>Where the name of the reader's element or attribute begins.</summary>
    public int Of(XmlReader reader)
    {
        var info = (IXmlLineInfo)reader;
        return lineStarts[info.LineNumber - 1] + info.LinePosition - 1;
    }

    /// <summary>Behind the <c>&gt;</c> of the tag in which <paramref name="position"/> lies.</summary>
    public int TagEnd(int position)
    {
        var quote = '\0';
        for (var i = position; i < text.Length; i++)
        {
            if (quote != '\0')
                quote = text[i] == quote ? '\0' : quote;
            else if (text[i] is '"' or '\'')
                quote = text[i];
            else if (text[i] == '>')
                return i + 1;
        }

        return text.Length;
    }

    /// <summary>The white space that begins at a place.</summary>
    public string SpaceFrom(int start)
    {
        var end = start;
        while (end < text.Length && char.IsWhiteSpace(text[end]))
            end++;
        return text[start..end];
    }

    /// <summary>How much white space ends at a place, not counting what lies before <paramref name="least"/>.</summary>
    public int SpaceBefore(int end, int least)
    {
        var start = end;
        while (start > least && char.IsWhiteSpace(text[start - 1]))
            start--;
        return end - start;
    }
}
