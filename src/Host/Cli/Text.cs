using System.Globalization;
using Spectre.Console;

namespace Connector.Host.Cli;

/// <summary>Numbers and texts as tables show them.</summary>
internal static class Text
{
    /// <summary>A stock number; a dash where there is none.</summary>
    public static string Number(decimal? number) => number?.ToString("0.###", CultureInfo.InvariantCulture) ?? "–";

    /// <summary>A count with thin groups: 12 345.</summary>
    public static string Count(int? count) => count?.ToString("#,0", Grouped) ?? "–";

    /// <summary>A moment in the machine's time zone.</summary>
    public static string Moment(DateTimeOffset? moment) =>
        moment?.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "never";

    /// <summary>A text as a table cell: no markup, no control characters.</summary>
    public static string Cell(string? text) =>
        Markup.Escape(new string([.. (text ?? "").Select(letter => char.IsControl(letter) ? ' ' : letter)]));

    private static readonly NumberFormatInfo Grouped = new() { NumberGroupSeparator = " " };
}
