using System.Text;

namespace Connector.Bench.Measuring;

/// <summary>Results as people read them: a sentence and a Markdown table.</summary>
/// <param name="title">What was measured, in one sentence.</param>
/// <param name="columns">The heads; all but the first column are numbers.</param>
internal sealed class Table(string title, params string[] columns)
{
    private readonly List<string[]> rows = [];

    public void Add(params string[] cells) => rows.Add(cells);

    public string ToMarkdown()
    {
        var text = new StringBuilder().Append(title).Append("\n\n");
        Line(text, columns);
        Line(text, columns.Select((_, index) => index == 0 ? "---" : "---:"));
        foreach (var row in rows)
            Line(text, row);
        return text.ToString();
    }

    private static void Line(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
