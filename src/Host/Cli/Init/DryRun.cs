using System.Text.Json.Nodes;
using Connector.Core.Planning;
using Connector.Core.Sync;
using Connector.Host.Cli.Asking;
using Connector.Host.Documents;
using Connector.Host.Runtime;
using Spectre.Console;

namespace Connector.Host.Cli.Init;

/// <summary>The end of <c>init</c>: what the configuration that was just written would do, without doing it.</summary>
internal static class DryRun
{
    private const int Shown = 10;

    /// <summary>Asks whether to, and shows how many SKUs match, which do not, and what would be written.</summary>
    /// <returns>The plan as JSON; <see langword="null"/> if it was not wanted, or nobody is there to ask.</returns>
    public static async Task<JsonObject?> AskAsync(CommandContext context, Dialogue dialogue, CancellationToken cancellationToken)
    {
        try
        {
            if (!await dialogue.ConfirmAsync("Read keyCRM and the stores now, and show what would be written? Nothing is; a thousand offers take about 20 seconds.", true, cancellationToken).ConfigureAwait(false))
                return null;
        }
        catch (InputClosedException)
        {
            return null;
        }

        await using var session = await context.OpenSessionAsync().ConfigureAwait(false);
        var outcome = await SyncProgress.ShowAsync(
            context.Terminal, progress => new SyncRunner(session).RunAsync(session.Stores, SyncMode.Plan, progress, cancellationToken)).ConfigureAwait(false);
        if (!context.Json)
        {
            SyncTables.Write(context.Terminal.Out, context.Terminal.Words, outcome, SyncMode.Plan, allItems: false, Shown);
            foreach (var store in session.Stores)
                WriteUnmatched(context.Terminal, session, store);
        }

        return SyncDocument.Of(outcome, outcome.HasFailed ? ExitCode.Failed : ExitCode.Done, allItems: false);
    }

    private static void WriteUnmatched(Terminal terminal, ConnectorSession session, OpenStore store)
    {
        var id = store.Configuration.Id;
        foreach (var (kind, what) in new[] { (FindingKind.OnlyInStore, "only in the store, so its numbers are left alone"), (FindingKind.OnlyInCrm, "only in keyCRM"), (FindingKind.Duplicate, "ambiguous, so not written") })
        {
            var found = session.Ledger.Findings.List(id, kind);
            if (found.Count > 0)
                terminal.Say($"{id}: {Text.Count(found.Count)} {terminal.Words[what]}: {string.Join(", ", found.Take(Shown).Select(one => one.Sku ?? one.Ref))}{(found.Count > Shown ? ", …" : "")}");
        }
    }
}
