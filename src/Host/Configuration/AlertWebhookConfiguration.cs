namespace Connector.Host.Configuration;

/// <summary>A program that is told by HTTP.</summary>
internal sealed record AlertWebhookConfiguration
{
    /// <summary>Where alerts are posted. Secret: such addresses often hold a key.</summary>
    public required Uri Url { get; init; }

    /// <summary>Signs what is posted. Secret.</summary>
    public string? Secret { get; init; }
}
