namespace Connector.Host.Configuration;

/// <summary>A file that the running service serves at <c>/feeds/NAME/SECRET</c>.</summary>
internal sealed record FeedConfiguration
{
    /// <summary>The file, absolute; it need not exist yet.</summary>
    public required string Path { get; init; }

    /// <summary>The last part of its address. Secret.</summary>
    public required string Secret { get; init; }
}
