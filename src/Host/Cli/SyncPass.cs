using Connector.Core.Sync;
using Connector.Host.Documents;
using Connector.Host.Runtime;

namespace Connector.Host.Cli;

/// <summary>One pass as a command: runs it with progress, shows the result, says with what code to end.</summary>
internal static class SyncPass
{
    public static async Task<int> RunAsync(CommandContext context, IReadOnlyCollection<string> names, SyncMode mode, bool allItems, CancellationToken cancellationToken)
    {
        await using var session = await context.OpenSessionAsync().ConfigureAwait(false);
        return await RunAsync(context, session, CommandContext.Select(session, names), mode, allItems, cancellationToken).ConfigureAwait(false);
    }

    public static async Task<int> RunAsync(
        CommandContext context, ConnectorSession session, IReadOnlyList<OpenStore> stores, SyncMode mode, bool allItems, CancellationToken cancellationToken)
    {
        var outcome = await SyncProgress.ShowAsync(
            context.Terminal,
            progress => new SyncRunner(session).RunAsync(stores, mode, progress, cancellationToken)).ConfigureAwait(false);
        if (mode != SyncMode.Plan)
            await RunningService.TellAsync(session, stores.Select(store => store.Configuration.Id), cancellationToken).ConfigureAwait(false);
        var code = CodeOf(outcome, mode);
        if (context.Json)
            context.Terminal.WriteJson(SyncDocument.Of(outcome, code, allItems));
        else
            SyncTables.Write(context.Terminal.Out, context.Terminal.Words, outcome, mode, allItems);
        return code;
    }

    // A plan that would be held is shown, not held: nothing waits for a person.
    private static int CodeOf(SyncOutcome outcome, SyncMode mode) =>
        outcome.HasFailed ? ExitCode.Failed
        : outcome.IsHeld && mode != SyncMode.Plan ? ExitCode.Held
        : ExitCode.Done;
}
