using System.CommandLine;
using System.Globalization;
using Connector.Core.Sync;
using Connector.Host.Documents;
using Spectre.Console;

namespace Connector.Host.Cli;

/// <summary><c>undo RUN [--yes]</c>: puts back what a run changed, where the store still holds what the run wrote. Without <c>--yes</c> only shows it.</summary>
internal sealed class UndoVerb : IVerb
{
    private const int RowsShown = 50;

    private readonly Argument<long> run = new("RUN") { Description = "The run's number, from history or the dashboard." };
    private readonly Option<bool> yes = new("--yes") { Description = "Do it; without this it is only shown." };

    public Command Define() => new("undo", "Puts back what a run changed, where the store still holds it.") { run, yes };

    public async Task<int> RunAsync(CommandContext context, ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var session = await context.OpenSessionAsync().ConfigureAwait(false);
        var number = parsed.GetValue(run);
        var known = session.Ledger.Runs.Find(number)
            ?? throw new UsageException($"There is no run {number.ToString(CultureInfo.InvariantCulture)} in the ledger; `connector history SKU` shows the runs that wrote a SKU.");
        var store = CommandContext.Select(session, [known.Store])[0];
        if (store.Adapter is not { } adapter)
            throw new UsageException($"{store.Configuration.Id}: {store.Failure}");
        var undo = new StoreUndo(store.Definition, adapter, session.Ledger, session.Redactor.Redact, session.Time, session.Loggers.CreateLogger($"Connector.Store.{store.Configuration.Id}"));
        var apply = parsed.GetValue(yes);
        var (report, left) = await undo.RunAsync(number, apply, cancellationToken).ConfigureAwait(false);
        if (apply)
            await RunningService.TellAsync(session, [store.Configuration.Id], cancellationToken).ConfigureAwait(false);
        if (context.Json)
            context.Terminal.WriteJson(UndoDocument.Of(number, report, left, apply));
        else
            Write(context.Terminal, number, report, left, apply);
        return UndoDocument.IsOk(report) ? ExitCode.Done : ExitCode.Failed;
    }

    private static void Write(Terminal terminal, long number, StoreReport report, IReadOnlyList<(string Sku, string Why)> left, bool apply)
    {
        var words = terminal.Words;
        if (report.Failure is { } failure)
        {
            terminal.Say($"[red]{report.Store.Value}:[/] {words.Translate(failure)}");
            return;
        }

        var table = words.Table("SKU", "Listing", "Holds", "Put back", apply ? "Outcome" : "");
        foreach (var item in report.Items.Take(RowsShown))
        {
            table.AddRow(Text.Cell(item.Change.Sku), Text.Cell(item.Change.Ref.Value), Text.Number(item.Change.Before), Text.Number(item.Change.After),
                apply ? Text.Cell(words[OutcomeWords.Of(item.Outcome)]) : "");
        }

        if (report.Items.Count > 0)
            terminal.Out.WriteTable(table);
        foreach (var (sku, why) in left.Take(RowsShown))
            terminal.Say($"left as it is: {sku}: {words.Translate(why)}");
        if (apply)
            terminal.Say($"Run {number}: {Text.Count(report.Items.Count - report.FailedItems)} of {Text.Count(report.Items.Count)} numbers are put back. The service leaves them alone until keyCRM says other numbers; `connector sync` does not.");
        else
            terminal.Say($"Run {number}: {Text.Count(report.Items.Count)} numbers would be put back, {Text.Count(left.Count)} left as they are. Nothing was written; add --yes to do it.");
    }
}
