using Connector.Core.KeyCrm;

namespace Connector.Host.Configuration;

/// <summary>One keyCRM account.</summary>
internal sealed record AccountConfiguration
{
    /// <summary>How it is reached.</summary>
    public required KeyCrmOptions KeyCrm { get; init; }

    /// <summary>When the running service reads it whole.</summary>
    public required PollSchedule PollEvery { get; init; }

    /// <summary>Its stock webhook, if it has one.</summary>
    public WebhookConfiguration? Webhook { get; init; }
}
