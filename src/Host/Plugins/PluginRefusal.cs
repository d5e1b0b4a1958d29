namespace Connector.Host.Plugins;

/// <summary>A folder whose plug-in is not in use, and why. The other plug-ins are not affected.</summary>
internal sealed record PluginRefusal
{
    /// <summary>The folder that was looked at, absolute.</summary>
    public required string Folder { get; init; }

    /// <summary>What is wrong and what a person can do about it, in whole sentences.</summary>
    public required string Reason { get; init; }

    /// <summary>The adapters that the plug-in would have brought, as far as it came to say so.</summary>
    public IReadOnlyList<string> Adapters { get; init; } = [];
}
