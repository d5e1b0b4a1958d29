using Connector.Abstractions;

namespace Connector.Host.Plugins;

/// <summary>One adapter that a plug-in brought, ready to make adapters for stores.</summary>
internal sealed record Plugin
{
    /// <summary>The adapter's name, as adapters.json says it under <c>"adapter"</c>. No two plug-ins of a catalog share one.</summary>
    public required string Adapter { get; init; }

    /// <summary>Makes the adapters. Made once, when the plug-in was loaded.</summary>
    public required IStoreAdapterFactory Factory { get; init; }

    /// <summary>The version of the plug-in's main assembly.</summary>
    public required Version Version { get; init; }

    /// <summary>What the plug-in's author calls the version: <c>"1.4.0-beta.2+5c3f1e0"</c>. The assembly's version where the author says nothing.</summary>
    public required string InformationalVersion { get; init; }

    /// <summary>The plug-in's own folder, absolute.</summary>
    public required string Folder { get; init; }

    /// <summary>The contract version that was compiled into the plug-in.</summary>
    public required int Contract { get; init; }
}
