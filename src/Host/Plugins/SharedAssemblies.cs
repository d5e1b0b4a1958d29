using System.Reflection;
using Connector.Abstractions;

namespace Connector.Host.Plugins;

/// <summary>
/// The assemblies whose types cross the border between host and plug-in. A plug-in gets the host's copy of these, whatever
/// lies in its own folder; all others are its private matter.
/// </summary>
internal static class SharedAssemblies
{
    /// <summary>The contract itself.</summary>
    public static AssemblyName Contract { get; } = typeof(IStoreAdapter).Assembly.GetName();

    /// <summary>
    /// The contract, the logging that stands in its signatures, and what the signatures of logging name in turn.
    /// </summary>
    public static IReadOnlyList<AssemblyName> All { get; } =
        [Contract, typeof(ILogger).Assembly.GetName(), typeof(IServiceCollection).Assembly.GetName()];

    /// <summary>The host's copy of a shared assembly, or null where the name is not shared.</summary>
    public static AssemblyName? Find(string? name) =>
        All.FirstOrDefault(shared => string.Equals(shared.Name, name, StringComparison.OrdinalIgnoreCase));
}
