namespace Connector.Host.Cli;

/// <summary>One option of an adapter, as its author described it.</summary>
/// <param name="Name">The JSON name.</param>
/// <param name="Description">What it is for.</param>
/// <param name="IsRequired">Whether it must be given.</param>
/// <param name="IsSecret">Whether no output may show it.</param>
/// <param name="Type">What it holds.</param>
internal sealed record OptionDescription(string Name, string? Description, bool IsRequired, bool IsSecret, Type Type);
