using System.CommandLine;
namespace Connector.Host.Cli;
internal sealed class InitVerb : IVerb
{
    public Command Define() => new("init", "x");
    public Task<int> RunAsync(CommandContext context, ParseResult parsed, CancellationToken cancellationToken) => Task.FromResult(0);
}
