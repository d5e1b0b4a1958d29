namespace Connector.Host.Receivers;

/// <summary>What is wrong with a request on purpose.</summary>
internal sealed record ReceiverTrick
{
    /// <summary>Changes the header <c>webhook-signature</c>; <see langword="null"/> leaves it out.</summary>
    public Func<string, string?> Signature { get; init; } = static signature => signature;

    /// <summary>Changes the body after it was signed.</summary>
    public Func<byte[], byte[]> Body { get; init; } = static body => body;

    /// <summary>How old the request claims to be.</summary>
    public TimeSpan Age { get; init; }

    /// <summary>Leaves the token, or user and password, out.</summary>
    public bool WithoutAuthorization { get; init; }
}
