using System.Text;

namespace Connector.Adapters.File.Feeds;

/// <summary>A piece of a text that is replaced.</summary>
/// <param name="Start">Where it begins, in characters.</param>
/// <param name="Length">How long it is; 0 inserts.</param>
/// <param name="Text">What stands there instead.</param>
internal readonly record struct TextEdit(int Start, int Length, string Text)
{
    /// <summary>Makes the edits, and leaves everything between them as it is.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="edits">In any order; none overlaps another.</param>
    public static string Apply(string text, IEnumerable<TextEdit> edits)
    {
        var result = new StringBuilder(text.Length + 64);
        var position = 0;
        foreach (var edit in edits.OrderBy(edit => edit.Start))
        {
            result.Append(text, position, edit.Start - position).Append(edit.Text);
            position = edit.Start + edit.Length;
        }

        return result.Append(text, position, text.Length - position).ToString();
    }
}
