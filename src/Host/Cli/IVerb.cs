using System.CommandLine;

namespace Connector.Host.Cli;

/// <summary>One verb of the command line.</summary>
internal interface IVerb
{
    /// <summary>Its name, arguments and options.</summary>
    Command Define();

    /// <summary>Does it.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    Task<int> RunAsync(CommandContext context, ParseResult parsed, CancellationToken cancellationToken);
}
