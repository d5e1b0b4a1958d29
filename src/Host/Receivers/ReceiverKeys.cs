namespace Connector.Host.Receivers;

/// <summary>How a receiver knows the connector.</summary>
internal sealed record ReceiverKeys
{
    /// <summary>The secret of signed requests.</summary>
    public string? Secret { get; init; }

    /// <summary>A bearer token.</summary>
    public string? Bearer { get; init; }

    /// <summary>The user of Basic authentication.</summary>
    public string? User { get; init; }

    /// <summary>Its password.</summary>
    public string? Password { get; init; }
}
