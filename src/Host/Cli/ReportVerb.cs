using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Connector.Abstractions;
using Connector.Core.Ledger;
using Connector.Core.Planning;
using CsvHelper;
using Spectre.Console;

namespace Connector.Host.Cli;

/// <summary><c>report unmatched|duplicates|drift|failures [STORE] [--csv]</c>: lists for a person, as of the latest pass.</summary>
internal sealed class ReportVerb : IVerb
{
    private const int RowsShown = 50;

    private readonly Argument<string> kind = new Argument<string>("KIND") { Description = "unmatched, duplicates, drift or failures." }
        .AcceptOnlyFromAmong("unmatched", "duplicates", "drift", "failures");

    private readonly Argument<string?> store = new("STORE") { Description = "One store; all if none is named.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> csv = new("--csv") { Description = "Print CSV that spreadsheets open safely." };

    private sealed record Row(string Store, string Kind, string? Sku, string? Ref, long? Offer, string Detail);

    public Command Define() => new("report", "Lists what a person should look at, as of the latest sync.") { kind, store, csv };

    public async Task<int> RunAsync(CommandContext context, ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var session = await context.OpenSessionAsync().ConfigureAwait(false);
        string[] names = parsed.GetValue(store) is { } name ? [name] : [];
        var what = parsed.GetValue(kind)!;
        var rows = CommandContext.Select(session, names).SelectMany(one => Rows(session.Ledger, one.Configuration.Id, what)).ToList();
        if (context.Json)
            context.Terminal.WriteJson(Document(what, rows));
        else if (parsed.GetValue(csv))
            WriteCsv(rows);
        else
            Write(context.Terminal, what, rows);
        return ExitCode.Done;
    }

    private static IEnumerable<Row> Rows(Ledger ledger, StoreId store, string what) => what switch
    {
        "unmatched" => Findings(ledger, store, FindingKind.OnlyInStore, FindingKind.OnlyInCrm),
        "duplicates" => Findings(ledger, store, FindingKind.Duplicate),
        "drift" => Findings(ledger, store, FindingKind.Drift),
        _ => ledger.Desired.List(store, DesiredState.Failing, DesiredState.Parked, DesiredState.Gone)
            .Select(number => new Row(store.Value, Word(number.State.ToString()), number.Sku, number.Ref.Value, null, $"{Text.Number(number.Quantity)} was not taken: {number.Message} ({number.Code})"))
            .Concat(Findings(ledger, store, FindingKind.Unknown, FindingKind.NotTracked)),
    };

    private static IEnumerable<Row> Findings(Ledger ledger, StoreId store, params FindingKind[] kinds) =>
        ledger.Findings.List(store, kinds).Select(finding => new Row(store.Value, Word(finding.Kind.ToString()), finding.Sku, finding.Ref, finding.Offer, finding.Detail));

    private static string Word(string name) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(name);

    private static JsonObject Document(string what, List<Row> rows) => new()
    {
        ["ok"] = true,
        ["report"] = what,
        ["rows"] = new JsonArray([.. rows.Select(row => new JsonObject
        {
            ["store"] = row.Store,
            ["kind"] = row.Kind,
            ["sku"] = row.Sku,
            ["ref"] = row.Ref,
            ["offer"] = row.Offer,
            ["detail"] = row.Detail,
        })]),
    };

    // Spreadsheets run cells that begin with = + - @; a SKU may.
    private static void WriteCsv(List<Row> rows)
    {
        using var writer = CsvWriter.Create(Console.Out, new CsvWriterOptions { Injection = CsvInjection.Escape }, leaveOpen: true);
        writer.WriteRecord("store", "kind", "sku", "ref", "offer", "detail");
        foreach (var row in rows)
            writer.WriteRecord(row.Store, row.Kind, row.Sku ?? "", row.Ref ?? "", row.Offer?.ToString(CultureInfo.InvariantCulture) ?? "", row.Detail);
    }

    private static void Write(Terminal terminal, string what, List<Row> rows)
    {
        if (rows.Count == 0)
        {
            terminal.Out.WriteLine($"Nothing to report under {what}.");
            return;
        }

        var table = new Table().RoundedBorder();
        table.AddColumns("Store", "SKU", "Listing", "Offer", "What");
        foreach (var row in rows.Take(RowsShown))
            table.AddRow(Text.Cell(row.Store), Text.Cell(row.Sku), Text.Cell(row.Ref), row.Offer?.ToString(CultureInfo.InvariantCulture) ?? "", Text.Cell(row.Detail));
        terminal.Out.Write(table);
        if (rows.Count > RowsShown)
            terminal.Out.WriteLine($"… and {Text.Count(rows.Count - RowsShown)} more; --csv or --json lists them all.");
    }
}
