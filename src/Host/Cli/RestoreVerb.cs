using System.CommandLine;
using System.Text.Json.Nodes;
using Connector.Core.Ledger.Backups;

namespace Connector.Host.Cli;

/// <summary><c>restore FILE [--yes]</c>: brings a backup back. Without <c>--yes</c> only shows what is in it.</summary>
internal sealed class RestoreVerb : IVerb
{
    private readonly Argument<string> file = new("FILE") { Description = "A backup." };
    private readonly Option<bool> yes = new("--yes") { Description = "Do it; without this it is only shown." };

    public Command Define() => new("restore", "Brings a backup back. What was there is moved aside, not deleted.") { file, yes };

    public Task<int> RunAsync(CommandContext context, ParseResult parsed, CancellationToken cancellationToken)
    {
        var state = context.LoadConfiguration().StateFolder;
        var source = Path.GetFullPath(parsed.GetValue(file)!);
        var manifest = Restoration.Read(source);
        var apply = parsed.GetValue(yes);
        var aside = apply ? Restoration.Run(state, source, context.Time) : null;
        if (context.Json)
        {
            context.Terminal.WriteJson(new JsonObject
            {
                ["ok"] = true,
                ["done"] = apply,
                ["file"] = source,
                ["product"] = manifest.Product,
                ["at"] = manifest.At,
                ["state"] = state,
                ["movedTo"] = aside,
            });
            return Task.FromResult(ExitCode.Done);
        }

        var terminal = context.Terminal;
        terminal.Say($"{source}: made by {manifest.Product} on {Text.Moment(manifest.At)}.");
        if (!apply)
            terminal.Say($"It would take the place of what is in {state}. Nothing was changed; stop the service, then add --yes.");
        else
            terminal.Say($"It is back in {state}. The next sync, or the service, reads keyCRM and every store anew before it writes anything.");
        if (aside is not null)
            terminal.Say($"What was there is in {aside}; delete it when all is well.");
        return Task.FromResult(ExitCode.Done);
    }
}
