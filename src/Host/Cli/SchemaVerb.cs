using System.CommandLine;
using Connector.Host.Configuration.Schema;

namespace Connector.Host.Cli;

/// <summary><c>schema</c>: the JSON schema of adapters.json, with the options of every adapter found.</summary>
internal sealed class SchemaVerb : IVerb
{
    public Command Define() => new("schema", "Prints the JSON schema of adapters.json, with the options of every adapter found.");

    public Task<int> RunAsync(CommandContext context, ParseResult parsed, CancellationToken cancellationToken)
    {
        var catalog = AdaptersVerb.Load(context);
        context.Terminal.WriteJson(System.Text.Json.Nodes.JsonNode.Parse(SchemaWriter.Write(catalog.OptionsTypes))!);
        return Task.FromResult(ExitCode.Done);
    }
}
