using System.CommandLine;
using System.Text.Json.Nodes;
using Connector.Core.Ledger;
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
        var stores = session.Stores.Select(store => Read(session.Ledger, store)).ToList();
        if (context.Json)
            context.Terminal.WriteJson(Document(session, stores));
        else
            Write(context.Terminal, session, stores);
        return ExitCode.Done;
    }

    private sealed record Standing(OpenStore Store, string State, Run? LastRun, Hold? Hold, int Listings, int Pending, int Failing, int Parked);

    private static Standing Read(Ledger ledger, OpenStore store)
    {
        var id = store.Configuration.Id;
        var counts = ledger.Desired.Count(id);
        var last = ledger.Runs.Last(id);
        var hold = ledger.Holds.Current(id);
        var state = store.Failure is not null ? "stopped"
            : hold is { State: HoldState.Waiting } ? "held"
            : last is null ? "never synchronised"
            : last.State is RunState.Failed ? "failing"
            : last.State is RunState.Cut or RunState.Running ? "catching up"
            : "right";
        return new Standing(store, state, last, hold, ledger.Listings.Count(id), counts.GetValueOrDefault(DesiredState.Pending) + counts.GetValueOrDefault(DesiredState.Held),
            counts.GetValueOrDefault(DesiredState.Failing), counts.GetValueOrDefault(DesiredState.Parked) + counts.GetValueOrDefault(DesiredState.Gone));
    }

    private static JsonObject Document(ConnectorSession session, List<Standing> stores) => new()
    {
        ["ok"] = true,
        ["accounts"] = new JsonObject(session.Accounts.Keys.Select(account =>
        {
            var snapshot = session.Ledger.Levels.LastSnapshot(account);
            return KeyValuePair.Create(account, (JsonNode?)new JsonObject
            {
                ["offers"] = snapshot?.Offers,
                ["readAt"] = snapshot?.At,
                ["requestsPerMinute"] = session.Accounts[account].Budget.Limit,
                ["requestsInLastMinute"] = session.Ledger.Requests.Recent(account).Count,
            });
        })),
        ["stores"] = new JsonObject(stores.Select(store => KeyValuePair.Create(store.Store.Configuration.Id.Value, (JsonNode?)new JsonObject
        {
            ["state"] = store.State,
            ["listings"] = store.Listings,
            ["pending"] = store.Pending,
            ["failing"] = store.Failing,
            ["parked"] = store.Parked,
            ["held"] = store.Hold is { State: HoldState.Waiting },
            ["heldBecause"] = store.Hold?.Reason,
            ["lastRun"] = store.LastRun is { } run
                ? new JsonObject { ["run"] = run.Id, ["startedAt"] = run.StartedAt, ["endedAt"] = run.EndedAt, ["changes"] = run.Changes, ["applied"] = run.Applied, ["failed"] = run.Failed }
                : null,
            ["error"] = store.Store.Failure ?? store.LastRun?.Message,
        }))),
    };

    private static void Write(Terminal terminal, ConnectorSession session, List<Standing> stores)
    {
        var now = session.Time.GetUtcNow();
        foreach (var (account, reader) in session.Accounts)
        {
            terminal.Out.WriteLine(session.Ledger.Levels.LastSnapshot(account) is { } snapshot
                ? $"keyCRM {account}: {Text.Count(snapshot.Offers)} offers, read {Text.Ago(now - snapshot.At)}; {session.Ledger.Requests.Recent(account).Count} of {reader.Budget.Limit} requests used in the last minute"
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
    }

    private static string Colour(string state) => state switch
    {
        "right" => "[green]right[/]",
        "held" or "catching up" => $"[yellow]{state}[/]",
        "stopped" or "failing" => $"[red]{state}[/]",
        _ => state,
    };
}
