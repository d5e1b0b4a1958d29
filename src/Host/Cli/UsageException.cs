namespace Connector.Host.Cli;

/// <summary>The command line asks for something that cannot be: a store that is not configured, for one.</summary>
internal sealed class UsageException(string message) : Exception(message);
