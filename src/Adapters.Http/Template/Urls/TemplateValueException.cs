namespace Connector.Adapters.Http.Template.Urls;

/// <summary>A value cannot stand where a template puts it.</summary>
/// <param name="message">Which, and why.</param>
internal sealed class TemplateValueException(string message) : Exception(message);
