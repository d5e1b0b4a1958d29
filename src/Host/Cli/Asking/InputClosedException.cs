namespace Connector.Host.Cli.Asking;

/// <summary>The input ended before every question was answered.</summary>
internal sealed class InputClosedException() : Exception("The input ended before every question was answered.");
