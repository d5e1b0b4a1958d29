namespace Connector.Adapters.Http.Template.Paths;

/// <summary>An answer does not have the shape that a path needs.</summary>
/// <param name="message">Which path, and where it ended.</param>
internal sealed class PathMissingException(string message) : Exception(message);
