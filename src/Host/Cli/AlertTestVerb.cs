using System.CommandLine;
using Connector.Host.Alerts;
using Connector.Host.Documents;

namespace Connector.Host.Cli;

/// <summary><c>alert-test</c>: sends a message over every channel of the configuration, and says what became of it.</summary>
internal sealed class AlertTestVerb : IVerb
{
    public Command Define() => new("alert-test", "Sends a test message to everybody whom the configuration's alerts name.");

    public async Task<int> RunAsync(CommandContext context, ParseResult parsed, CancellationToken cancellationToken)
    {
        var results = await AlertTest.RunAsync(context.LoadConfiguration(), context.Time, cancellationToken).ConfigureAwait(false);
        if (results.Count == 0)
            throw new UsageException(AlertTest.Nobody);

        var code = results.All(result => result.Problem is null) ? ExitCode.Done : ExitCode.Failed;
        if (context.Json)
        {
            context.Terminal.WriteJson(AlertTestDocument.Of(results));
            return code;
        }

        foreach (var (channel, problem) in results)
        {
            if (problem is null)
                context.Terminal.Say($"[green]{channel}[/]: the message was taken; see that it arrives.");
            else
                context.Terminal.Say($"[red]{channel}[/]: {context.Terminal.Words.Translate(problem)}");
        }

        return code;
    }
}
