using System.Text.Json.Nodes;

namespace Connector.Host.Cli.Init;

/// <summary>One option of an adapter as a person answered it.</summary>
/// <param name="Value">The value as JSON.</param>
/// <param name="IsSecret">Whether it belongs into a file of its own.</param>
internal sealed record OptionAnswer(JsonNode Value, bool IsSecret);
