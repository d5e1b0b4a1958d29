using System.CommandLine;
using Connector.Abstractions;
using Connector.Core.Ledger;
using Connector.Core.Sync;

namespace Connector.Host.Cli;

/// <summary>
/// <c>approve STORE</c>: lets a held plan pass. keyCRM and the store are read once more, so that the newest numbers are
/// written; if the plan has grown more dangerous than what was approved, it is held anew.
/// </summary>
internal sealed class ApproveVerb : IVerb
{
    private readonly Argument<string> store = new("STORE") { Description = "The store whose plan is held." };

    public Command Define() => new("approve", "Lets the plan pass that the guard held.") { store };

    public async Task<int> RunAsync(CommandContext context, ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var session = await context.OpenSessionAsync().ConfigureAwait(false);
        var selected = CommandContext.Select(session, [parsed.GetValue(store)!]);
        Decide(session.Ledger, selected[0].Configuration.Id, approve: true);
        return await SyncPass.RunAsync(context, session, selected, SyncMode.Apply, allItems: false, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Notes a decision.</summary>
    /// <exception cref="UsageException">Nothing is held.</exception>
    public static void Decide(Ledger ledger, StoreId store, bool approve)
    {
        var approvedBefore = approve && ledger.Holds.Current(store) is { State: HoldState.Approved };
        if (!approvedBefore && !ledger.Holds.Decide(store, approve, Environment.UserName))
            throw new UsageException($"No plan of the store “{store}” is held; `connector status` shows how it stands.");
    }
}
