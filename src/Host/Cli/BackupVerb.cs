using System.CommandLine;
using System.Text.Json.Nodes;
using Connector.Core.Ledger;
using Connector.Core.Ledger.Backups;

namespace Connector.Host.Cli;

/// <summary><c>backup [FILE]</c>: the durable state in one file, also while the service works with it.</summary>
internal sealed class BackupVerb : IVerb
{
    private readonly Argument<string?> file = new("FILE") { Description = "The file to write; connector-backup-DATE-TIME.zip in this folder if none is named.", Arity = ArgumentArity.ZeroOrOne };

    public Command Define() => new("backup", "Writes what the connector knows into one file: history, held plans, what is pending.") { file };

    public Task<int> RunAsync(CommandContext context, ParseResult parsed, CancellationToken cancellationToken)
    {
        var state = context.LoadConfiguration().StateFolder;
        if (!Directory.Exists(state))
            throw new UsageException($"There is nothing to back up: {state} does not exist yet.");
        using var ledger = Ledger.Open(state, context.Time);
        var target = Path.GetFullPath(parsed.GetValue(file) ?? Backup.NameOf(context.Time));
        var manifest = Backup.Write(ledger, target, Product.Name);
        if (context.Json)
        {
            context.Terminal.WriteJson(new JsonObject { ["ok"] = true, ["file"] = target, ["at"] = manifest.At, ["bytes"] = new FileInfo(target).Length });
            return Task.FromResult(ExitCode.Done);
        }

        context.Terminal.Say($"{target}: {Text.Count((int)(new FileInfo(target).Length / 1024) + 1)} KB. `connector restore {target}` brings it back.");
        return Task.FromResult(ExitCode.Done);
    }
}
