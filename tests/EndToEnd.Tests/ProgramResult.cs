using System.Text.Json.Nodes;

namespace Connector.EndToEnd.Tests;

/// <summary>What one run of the program left behind.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
public sealed record ProgramResult(int ExitCode, string Output, string Error)
{
    /// <summary>Standard output as the one JSON document it must be.</summary>
    public JsonNode Json => JsonNode.Parse(Output).ShouldNotBeNull();

    /// <summary>Everything a person or a log could see.</summary>
    public string Everything => Output + Error;
}
