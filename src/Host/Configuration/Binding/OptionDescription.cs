namespace Connector.Host.Configuration.Binding;

/// <summary>One option of an adapter, as its author described it.</summary>
/// <param name="Name">The JSON name.</param>
/// <param name="Description">What it is for.</param>
/// <param name="IsRequired">Whether it must be given: it is required, and the class itself has no value for it.</param>
/// <param name="IsSecret">Whether no output may show it.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Choices">The only values allowed, as the configuration writes them; empty where others are too.</param>
/// <param name="Default">What holds when nothing is given, as the configuration writes it; null for nothing.</param>
internal sealed record OptionDescription(
    string Name, string? Description, bool IsRequired, bool IsSecret, Type Type, IReadOnlyList<string> Choices, string? Default);
