namespace Connector.Adapters.Http.Template.Placeholders;

/// <summary>A part of a text: characters as they are, or a placeholder.</summary>
/// <param name="Literal">The characters; empty for a placeholder.</param>
/// <param name="Placeholder">The placeholder.</param>
internal readonly record struct TextPart(string Literal, Placeholder? Placeholder);
