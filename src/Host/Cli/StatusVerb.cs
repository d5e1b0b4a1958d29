using System.CommandLine;
using Connector.Core.Ledger;
using Connector.Host.Documents;
using Connector.Host.Runtime;
using Spectre.Console;

namespace Connector.Host.Cli;

/// <summary><c>status</c>: accounts with the age of their reading and their budget, stores with what is pending, failing or held.</summary>
internal sealed class StatusVerb : IVerb
{
    public Command Define() => new("status", "Shows how every account and store stands, from the ledger; asks no store.");

    public async Task<int> RunAsync(CommandContext context, ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var session = await context.OpenSessionAsync().ConfigureAwait(false);
        var stores = session.Stores.Select(store => StoreStatus.Of(session.Ledger, store)).ToList();
        if (context.Json)
            context.Terminal.WriteJson(StatusDocument.Of(session, stores));
        else
            Write(context.Terminal, session, stores);
        return ExitCode.Done;
    }

    private static void Write(Terminal terminal, ConnectorSession session, List<StoreStatus> stores)
    {
        var now = session.Time.GetUtcNow();
        foreach (var (account, reader) in session.Accounts)
        {
            terminal.Out.WriteLine(session.Ledger.Levels.LastSnapshot(account) is { } snapshot
                ? $"keyCRM {account}: {Text.Count(snapshot.Offers)} offers, read {Text.Ago(now - snapshot.At)}, the oldest reading of an offer {Text.Ago(now - (session.Ledger.Levels.OldestReading(account) ?? snapshot.At))}; {session.Ledger.Requests.Recent(account).Count} of {reader.Budget.Limit} requests used in the last minute"
                : $"keyCRM {account}: never read; `connector sync` does");
        }

        var table = new Table().RoundedBorder();
        table.AddColumns("Store", "State", "Listings", "Pending", "Failing", "Parked", "Last run");
        foreach (var store in stores)
        {
            table.AddRow(
                Text.Cell(store.Store.Configuration.Id.Value), Colour(store.State), Text.Count(store.Listings), Text.Count(store.Pending),
                Text.Count(store.Failing), Text.Count(store.Parked), Text.Moment(store.LastRun?.StartedAt));
        }

        terminal.Out.Write(table);
        foreach (var store in stores)
        {
            var name = Text.Cell(store.Store.Configuration.Id.Value);
            if (store.Hold is { State: HoldState.Waiting } hold)
                terminal.Out.MarkupLine($"[yellow]{name}[/] waits for you: {Text.Cell(hold.Reason)}. connector approve {name}, or connector reject {name}");
            else if ((store.Store.Failure ?? (store.State == "failing" ? store.LastRun?.Message : null)) is { } failure)
                terminal.Out.MarkupLine($"[red]{name}:[/] {Text.Cell(failure)}");
        }

        Alerts(terminal, session.Ledger);
    }

    private static void Alerts(Terminal terminal, Ledger ledger)
    {
        foreach (var alert in ledger.Alerts.Standing())
            terminal.Out.MarkupLine($"[red]![/] {Text.Cell(alert.Title)}, since {Text.Moment(alert.RaisedAt)}: {Text.Cell(alert.Text)}");
    }

    private static string Colour(string state) => state switch
    {
        "right" => "[green]right[/]",
        "held" or "catching up" => $"[yellow]{state}[/]",
        "stopped" or "failing" => $"[red]{state}[/]",
        _ => state,
    };
}
