using System.Globalization;
using System.Text;
using Connector.Core.Ledger;

namespace Connector.Host.Alerts;

/// <summary>What is told at one time.</summary>
/// <param name="Notices">What was raised and what cleared, the oldest first. Never empty.</param>
/// <param name="Text">All of it for a person.</param>
internal sealed record AlertMessage(IReadOnlyList<Notice> Notices, string Text)
{
    /// <summary>The whole in one line.</summary>
    public string Subject
    {
        get
        {
            var first = $"{(Notices[0].ClearedAt is null ? "" : "Cleared: ")}{Notices[0].Alert.Title}";
            return Notices.Count == 1 ? $"Connector: {first}" : string.Create(CultureInfo.InvariantCulture, $"Connector: {first}, and {Notices.Count - 1} more");
        }
    }

    /// <summary>Makes one message of the first notices, as many as fit.</summary>
    /// <param name="waiting">What has still to be told. Not empty.</param>
    /// <param name="mostCharacters">The longest message, in UTF-16 units; one notice alone is cut to that.</param>
    public static AlertMessage Of(IReadOnlyList<Notice> waiting, int mostCharacters)
    {
        var text = new StringBuilder(Paragraph(waiting[0]));
        var count = 1;
        for (; count < waiting.Count; count++)
        {
            var next = Paragraph(waiting[count]);
            if (text.Length + next.Length + 2 > mostCharacters)
                break;
            text.Append("\n\n").Append(next);
        }

        return new AlertMessage([.. waiting.Take(count)], Cut(text.ToString(), mostCharacters));
    }

    private static string Paragraph(Notice notice) => notice.ClearedAt is { } cleared
        ? $"✓ Cleared: {notice.Alert.Title} (after {Duration(cleared - notice.Alert.RaisedAt)})"
        : string.Create(CultureInfo.InvariantCulture, $"⚠ {notice.Alert.Title}\n{notice.Alert.Text}\n({notice.Alert.RaisedAt:yyyy-MM-dd HH:mm} UTC)");

    private static string Duration(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => "less than a minute",
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.Minutes} min"),
        { TotalDays: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.Hours} h {span.Minutes} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{span.Days} d {span.Hours} h"),
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
