using System.CommandLine;
using System.Text.Json.Nodes;

namespace Connector.Host.Cli;

/// <summary><c>reject STORE</c>: drops a held plan. The next sync plans anew from what keyCRM says then.</summary>
internal sealed class RejectVerb : IVerb
{
    private readonly Argument<string> store = new("STORE") { Description = "The store whose plan is held." };

    public Command Define() => new("reject", "Drops the plan that the guard held; nothing of it is written.") { store };

    public async Task<int> RunAsync(CommandContext context, ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var session = await context.OpenSessionAsync().ConfigureAwait(false);
        var id = CommandContext.Select(session, [parsed.GetValue(store)!])[0].Configuration.Id;
        ApproveVerb.Decide(session.Ledger, id, approve: false);
        if (context.Json)
            context.Terminal.WriteJson(new JsonObject { ["ok"] = true, ["store"] = id.Value, ["decision"] = "rejected" });
        else
            context.Terminal.Say($"{id}: the held plan is dropped; nothing of it was written. If keyCRM still says the same, the next sync holds it again.");
        return ExitCode.Done;
    }
}
