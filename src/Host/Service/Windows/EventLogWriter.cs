using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.Versioning;
using System.Security;
using System.Text;
using Connector.Host.Language;

namespace Connector.Host.Service.Windows;

/// <summary>Each line becomes an entry of Windows' event log. Where the source is not registered there is no log, and the service works all the same.</summary>
[SupportedOSPlatform("windows")]
internal sealed class EventLogWriter : TextWriter
{
    /// <summary>The source under which entries stand, in the log “Application”.</summary>
    public const string Source = "connector";

    private readonly StringBuilder line = new();

    /// <inheritdoc />
    public override Encoding Encoding => Encoding.UTF8;

    /// <inheritdoc />
    public override void Write(char value)
    {
        if (value != '\n')
        {
            line.Append(value);
            return;
        }

        var text = line.ToString().TrimEnd('\r');
        line.Clear();
        if (text.Length > 0)
            Enter(text);
    }

    private static void Enter(string text)
    {
        try
        {
            EventLog.WriteEntry(Source, text, text.Contains(" fail: ", StringComparison.Ordinal) || Words.All.Any(words => text.StartsWith($"{words["error"]}: ", StringComparison.Ordinal)) ? EventLogEntryType.Error
                : text.Contains(" warn: ", StringComparison.Ordinal) ? EventLogEntryType.Warning
                : EventLogEntryType.Information);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or SecurityException or ArgumentException)
        {
            // Nobody reads it then.
        }
    }
}
