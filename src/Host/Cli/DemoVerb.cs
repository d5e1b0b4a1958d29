using System.CommandLine;
namespace Connector.Host.Cli;
internal sealed class DemoVerb : IVerb
{
    public Command Define() => new("demo", "x");
    public Task<int> RunAsync(CommandContext context, ParseResult parsed, CancellationToken cancellationToken) => Task.FromResult(0);
}
