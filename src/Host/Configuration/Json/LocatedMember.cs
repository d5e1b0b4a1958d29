namespace Connector.Host.Configuration.Json;

/// <summary>A key of an object, and its value.</summary>
/// <param name="Name">The key.</param>
/// <param name="Line">The key's line, from 1.</param>
/// <param name="Column">The key's column, from 1.</param>
/// <param name="Path">The path of the value.</param>
/// <param name="Value">The value.</param>
internal sealed record LocatedMember(string Name, int Line, int Column, string Path, LocatedNode Value);
