namespace Connector.Host.Configuration;

/// <summary>keyCRM's stock webhook of one account.</summary>
internal sealed record WebhookConfiguration
{
    /// <summary>The accepted secrets: one, or two while they are changed over. Secret.</summary>
    public required IReadOnlyList<string> Secrets { get; init; }

    /// <summary>What the webhook's numbers are worth.</summary>
    public required WebhookMode Mode { get; init; }
}
