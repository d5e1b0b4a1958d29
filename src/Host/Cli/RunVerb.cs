using System.CommandLine;
using Connector.Host.Service;

namespace Connector.Host.Cli;

/// <summary><c>run</c>: the service. One at a time on a ledger.</summary>
internal sealed class RunVerb : IVerb
{
    public Command Define() => new("run", "The service: reads keyCRM on a schedule, keeps every store right, serves feeds. Ends with Ctrl+C or SIGTERM.");

    public async Task<int> RunAsync(CommandContext context, ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var session = await context.OpenSessionAsync().ConfigureAwait(false);
        using var lease = session.Ledger.Leases.TryTake(RunningService.Lease, out var holder)
            ?? throw new UsageException($"The service runs already on this ledger ({session.Ledger.Path}): {holder}. Stop that one first, or give this one another “state” folder.");
        try
        {
            await new ConnectorService(session).RunAsync(
                addresses => context.Terminal.Error.Say(context.Terminal.Words, $"The service runs: {session.Stores.Count} stores, {string.Join(", ", addresses)}. Ctrl+C or SIGTERM stops it."),
                cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception) when (exception.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new UsageException($"{exception.Message} Another program listens there: stop it, or change “listen” or “webhookListen”.");
        }

        context.Terminal.Error.Say(context.Terminal.Words, $"The service has stopped. What was written stays written; the next start does the rest.");
        return ExitCode.Done;
    }
}
