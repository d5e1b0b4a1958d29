using System.CommandLine;
using Connector.Core.Sync;

namespace Connector.Host.Cli;

/// <summary><c>sync [STORE…] [--yes] [--items]</c>: one pass: snapshot, plan, guard, write, confirm.</summary>
internal sealed class SyncVerb : IVerb
{
    private readonly Argument<string[]> stores = new("STORE") { Description = "The stores to work on; all if none is named.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<bool> yes = new("--yes", "-y") { Description = "Let a plan pass that the guard would hold." };
    private readonly Option<bool> items = new("--items") { Description = "List every change, not only what was not applied." };

    public Command Define() => new("sync", "Reads keyCRM and the stores and writes what differs.") { stores, yes, items };

    public Task<int> RunAsync(CommandContext context, ParseResult parsed, CancellationToken cancellationToken) =>
        SyncPass.RunAsync(
            context, parsed.GetValue(stores) ?? [], parsed.GetValue(yes) ? SyncMode.ApplyHeld : SyncMode.Apply, parsed.GetValue(items), cancellationToken);
}
