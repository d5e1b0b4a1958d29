using Connector.Core.KeyCrm;

namespace Connector.Host.Configuration;

/// <summary>One keyCRM account.</summary>
internal sealed record AccountConfiguration
{
    /// <summary>How it is reached.</summary>
    public required KeyCrmOptions KeyCrm { get; init; }

    /// <summary>How often the running service reads it whole; from a minute to a day.</summary>
    public required TimeSpan PollEvery { get; init; }

    /// <summary>Its stock webhook, if it has one.</summary>
    public WebhookConfiguration? Webhook { get; init; }
}
