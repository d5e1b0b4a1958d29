namespace Connector.Emulators.KeyCrm;

/// <summary>What tells a variant from its sisters: colour, size.</summary>
/// <param name="Name">For example <c>Колір</c>.</param>
/// <param name="Value">For example <c>червоний</c>.</param>
public sealed record KeyCrmProperty(string Name, string Value);
