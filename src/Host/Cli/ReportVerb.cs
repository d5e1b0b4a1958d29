using System.CommandLine;
using System.Globalization;
using Connector.Host.Documents;
using Spectre.Console;

namespace Connector.Host.Cli;

/// <summary><c>report unmatched|duplicates|drift|failures [STORE] [--csv]</c>: lists for a person, as of the latest pass.</summary>
internal sealed class ReportVerb : IVerb
{
    private const int RowsShown = 50;

    private readonly Argument<string> kind = new Argument<string>("KIND") { Description = "unmatched, duplicates, drift or failures." }
        .AcceptOnlyFromAmong(ReportRow.Reports);

    private readonly Argument<string?> store = new("STORE") { Description = "One store; all if none is named.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> csv = new("--csv") { Description = "Print CSV that spreadsheets open safely." };

    public Command Define() => new("report", "Lists what a person should look at, as of the latest whole reading.") { kind, store, csv };

    public async Task<int> RunAsync(CommandContext context, ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var session = await context.OpenSessionAsync().ConfigureAwait(false);
        string[] names = parsed.GetValue(store) is { } name ? [name] : [];
        var what = parsed.GetValue(kind)!;
        var rows = CommandContext.Select(session, names).SelectMany(one => ReportRow.Of(session.Ledger, one.Configuration.Id, what)).ToList();
        if (context.Json)
            context.Terminal.WriteJson(ReportRow.Document(what, rows));
        else if (parsed.GetValue(csv))
            ReportCsv.Write(Console.Out, ',', ReportCsv.Columns, rows);
        else
            Write(context.Terminal, what, rows);
        return ExitCode.Done;
    }

    private static void Write(Terminal terminal, string what, List<ReportRow> rows)
    {
        if (rows.Count == 0)
        {
            terminal.Say($"Nothing to report under {what}.");
            return;
        }

        var table = terminal.Words.Table("Store", "SKU", "Listing", "Offer", "What");
        foreach (var row in rows.Take(RowsShown))
            table.AddRow(Text.Cell(row.Store), Text.Cell(row.Sku), Text.Cell(row.Ref), row.Offer?.ToString(CultureInfo.InvariantCulture) ?? "", Text.Cell(terminal.Words.Translate(row.Detail)));
        terminal.Out.WriteTable(table);
        if (rows.Count > RowsShown)
            terminal.Say($"… and {Text.Count(rows.Count - RowsShown)} more; --csv or --json lists them all.");
    }
}
