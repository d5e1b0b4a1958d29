using System.CommandLine;
using System.Text.Json.Nodes;
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
        using var service = RunningService.Find(session);
        var live = service is null ? null : await service.StatusAsync(cancellationToken).ConfigureAwait(false);
        if (context.Json)
        {
            context.Terminal.WriteJson(live ?? StatusDocument.Of(session, stores));
            return ExitCode.Done;
        }

        if (service is not null)
            context.Terminal.Out.WriteLine(live is null ? "The service runs, but does not answer; what follows is from the ledger." : "The service runs.");
        Write(context.Terminal, session, [.. stores.Select(store => WithLive(store, live))]);
        return ExitCode.Done;
    }

    // What the service found a moment ago is newer than the last run.
    private static StoreStatus WithLive(StoreStatus store, JsonObject? live) =>
        live?["stores"]?[store.Store.Configuration.Id.Value] is JsonObject now && (string?)now["state"] is { } state
            ? store with { State = state, Error = (string?)now["error"] }
            : store;

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
            else if (store.Error is { } failure)
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
