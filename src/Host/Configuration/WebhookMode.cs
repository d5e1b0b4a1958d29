namespace Connector.Host.Configuration;

/// <summary>What a webhook's numbers are worth.</summary>
internal enum WebhookMode
{
    /// <summary>The named offers are read again, and what the API says is used. The default.</summary>
    Verify = 0,

    /// <summary>The webhook's numbers are used at once and verified afterwards.</summary>
    Trust,
}
