using System.CommandLine;
using Connector.Core.Sync;

namespace Connector.Host.Cli;

/// <summary><c>plan [STORE…]</c>: reads everything, shows what <c>sync</c> would write, writes nothing.</summary>
internal sealed class PlanVerb : IVerb
{
    private readonly Argument<string[]> stores = new("STORE") { Description = "The stores to work on; all if none is named.", Arity = ArgumentArity.ZeroOrMore };

    public Command Define() => new("plan", "Shows what sync would write, and writes nothing.") { stores };

    public Task<int> RunAsync(CommandContext context, ParseResult parsed, CancellationToken cancellationToken) =>
        SyncPass.RunAsync(context, parsed.GetValue(stores) ?? [], SyncMode.Plan, allItems: true, cancellationToken);
}
