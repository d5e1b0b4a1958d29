using System.Globalization;
using System.Text;
using Connector.Core.Ledger;
using Connector.Host.Language;

namespace Connector.Host.Alerts;

/// <summary>What is told at one time.</summary>
/// <param name="Notices">What was raised and what cleared, the oldest first. Never empty.</param>
/// <param name="Subject">The whole in one line.</param>
/// <param name="Text">All of it for a person.</param>
internal sealed record AlertMessage(IReadOnlyList<Notice> Notices, string Subject, string Text)
{

    /// <summary>Makes one message of the first notices, as many as fit.</summary>
    /// <param name="waiting">What has still to be told. Not empty.</param>
    /// <param name="mostCharacters">The longest message, in UTF-16 units; one notice alone is cut to that.</param>
    /// <param name="words">The language.</param>
    public static AlertMessage Of(IReadOnlyList<Notice> waiting, int mostCharacters, Words words)
    {
        var text = new StringBuilder(Paragraph(waiting[0], words));
        var count = 1;
        for (; count < waiting.Count; count++)
        {
            var next = Paragraph(waiting[count], words);
            if (text.Length + next.Length + 2 > mostCharacters)
                break;
            text.Append("\n\n").Append(next);
        }

        return new AlertMessage([.. waiting.Take(count)], SubjectOf(waiting[0], count, words), Cut(text.ToString(), mostCharacters));
    }

    private static string SubjectOf(Notice first, int count, Words words)
    {
        var title = words.Translate(first.Alert.Title);
        var subject = $"Connector: {(first.ClearedAt is null ? title : words.Phrase($"Cleared: {title}"))}";
        return count == 1 ? subject : words.Phrase($"{subject}, and {count - 1} more");
    }

    private static string Paragraph(Notice notice, Words words)
    {
        var title = words.Translate(notice.Alert.Title);
        return notice.ClearedAt is { } cleared
            ? words.Phrase($"✓ Cleared: {title} (after {Duration(cleared - notice.Alert.RaisedAt, words)})")
            : string.Create(CultureInfo.InvariantCulture, $"⚠ {title}\n{words.Translate(notice.Alert.Text)}\n({notice.Alert.RaisedAt:yyyy-MM-dd HH:mm} UTC)");
    }

    private static string Duration(TimeSpan span, Words words) => span switch
    {
        { TotalMinutes: < 1 } => words["less than a minute"],
        { TotalHours: < 1 } => words.Phrase($"{span.Minutes} min"),
        { TotalDays: < 1 } => words.Phrase($"{span.Hours} h {span.Minutes} min"),
        _ => words.Phrase($"{span.Days} d {span.Hours} h"),
    };

    private static string Cut(string text, int most)
    {
        if (text.Length <= most)
            return text;
        var length = most - 1;
        if (char.IsHighSurrogate(text[length - 1]))
            length--;
        return text[..length] + "…";
    }
}
