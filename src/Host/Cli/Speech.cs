using System.Globalization;
using Connector.Host.Language;
using Spectre.Console;

namespace Connector.Host.Cli;

/// <summary>Says things in the language of a terminal.</summary>
internal static class Speech
{
    // Fewer columns than pipes have.
    private const int Wide = 100;

    /// <summary>Writes a line.</summary>
    /// <param name="console">Where.</param>
    /// <param name="words">In which language.</param>
    /// <param name="markup">The line with its markup, in English. Values that are put in are plain text, whatever is in them.</param>
    public static void Say(this IAnsiConsole console, Words words, FormattableString markup) =>
        console.MarkupLine(words.Format(markup.Format, [.. markup.GetArguments().Select(value => Text.Cell(Convert.ToString(value, CultureInfo.InvariantCulture)))]));

    /// <summary>Writes a table whose first column names things: it stays whole, also where the terminal is narrow.</summary>
    public static void WriteTable(this IAnsiConsole console, Table table)
    {
        table.Columns[0].NoWrap();
        if (console.Profile.Width < Wide)
        {
            foreach (var column in table.Columns)
                column.Padding(0, 0);
        }

        console.Write(table);
    }

    /// <summary>A table with rounded corners.</summary>
    /// <param name="words">In which language its headings are.</param>
    /// <param name="headings">They, in English.</param>
    public static Table Table(this Words words, params string[] headings)
    {
        var table = new Table().RoundedBorder();
        foreach (var heading in headings)
            table.AddColumn(new TableColumn(Text.Cell(words[heading])));
        return table;
    }
}
