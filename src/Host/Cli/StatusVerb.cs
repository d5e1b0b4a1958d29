using System.CommandLine;
using System.Text.Json.Nodes;
using Connector.Core.Ledger;
using Connector.Host.Documents;
using Connector.Host.Language;
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
            context.Terminal.Out.WriteLine(context.Terminal.Words[live is null ? "The service runs, but does not answer; what follows is from the ledger." : "The service runs."]);
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
        var words = terminal.Words;
        foreach (var (account, reader) in session.Accounts)
        {
            if (session.Ledger.Levels.LastSnapshot(account) is { } snapshot)
                terminal.Say($"keyCRM {account}: {Text.Count(snapshot.Offers)} offers, read {words.Ago(snapshot.At, session.Time)}, the oldest reading of an offer {words.Ago(session.Ledger.Levels.OldestReading(account) ?? snapshot.At, session.Time)}; {session.Ledger.Requests.Recent(account).Count} of {reader.Budget.Limit} requests used in the last minute");
            else
                terminal.Say($"keyCRM {account}: never read; `connector sync` does");
        }

        var table = words.Table("Store", "State", "Listings", "Pending", "Failing", "Parked", "Last run");
        foreach (var store in stores)
        {
            table.AddRow(
                Text.Cell(store.Store.Configuration.Id.Value), Colour(store.State, words), Text.Count(store.Listings), Text.Count(store.Pending),
                Text.Count(store.Failing), Text.Count(store.Parked), store.LastRun is null ? words["never"] : Text.Moment(store.LastRun.StartedAt));
        }

        terminal.Out.WriteTable(table);
        foreach (var store in stores)
        {
            var name = store.Store.Configuration.Id.Value;
            if (store.Hold is { State: HoldState.Waiting } hold)
                terminal.Say($"[yellow]{name}[/] waits for you: {words.Translate(hold.Reason)}. connector approve {name}, or connector reject {name}");
            else if (store.Error is { } failure)
                terminal.Say($"[red]{name}:[/] {words.Translate(failure)}");
        }

        Alerts(terminal, session.Ledger);
    }

    private static void Alerts(Terminal terminal, Ledger ledger)
    {
        foreach (var alert in ledger.Alerts.Standing())
            terminal.Say($"[red]![/] {terminal.Words.Translate(alert.Title)}, since {Text.Moment(alert.RaisedAt)}: {terminal.Words.Translate(alert.Text)}");
    }

    private static string Colour(string state, Words words) => state switch
    {
        "right" => $"[green]{words[state]}[/]",
        "held" or "catching up" => $"[yellow]{words[state]}[/]",
        "stopped" or "failing" => $"[red]{words[state]}[/]",
        _ => words[state],
    };
}
