using System.CommandLine;
using Connector.Host.Documents;
using Connector.Host.Runtime;
using Spectre.Console;

namespace Connector.Host.Cli;

/// <summary><c>check [STORE…]</c>: configuration, key, stores and plug-ins; changes nothing.</summary>
internal sealed class CheckVerb : IVerb
{
    private readonly Argument<string[]> stores = new("STORE") { Description = "The stores to check; all if none is named.", Arity = ArgumentArity.ZeroOrMore };

    public Command Define() => new("check", "Checks configuration, keyCRM key, stores and plug-ins; changes nothing.") { stores };

    public async Task<int> RunAsync(CommandContext context, ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var session = await context.OpenSessionAsync().ConfigureAwait(false);
        var checks = await ConnectionCheck.RunAsync(session, CommandContext.Select(session, parsed.GetValue(stores) ?? []), cancellationToken).ConfigureAwait(false);
        if (context.Json)
            context.Terminal.WriteJson(CheckDocument.Of(checks));
        else
            Write(context.Terminal, checks);
        return checks.All(check => check.IsHealthy) ? ExitCode.Done : ExitCode.Failed;
    }

    private static void Write(Terminal terminal, IReadOnlyList<ConnectionCheck> checks)
    {
        var words = terminal.Words;
        foreach (var check in checks)
        {
            terminal.Out.MarkupLine($"{(check.IsHealthy ? "[green]ok  [/]" : "[red]FAIL[/]")} {Text.Cell(words[check.Kind])} [bold]{Text.Cell(check.Name)}[/]: {Text.Cell(words.Translate(check.Summary))}");
            foreach (var (key, value) in check.Details.Where(detail => detail.Value.Length > 0))
                terminal.Out.MarkupLine($"       [grey]{Text.Cell(words.Translate(key))}:[/] {Text.Cell(words.Translate(value))}");
        }
    }
}
