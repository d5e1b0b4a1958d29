using System.Collections.Frozen;

namespace Connector.Host.Plugins;

/// <summary>The assemblies of .NET and ASP.NET Core themselves, which every plug-in finds without carrying them.</summary>
internal static class FrameworkAssemblies
{
    private static readonly FrozenSet<string> Names = Read();

    /// <summary>
    /// Whether the framework's assemblies can be told from the host's own libraries. They lie together where the connector was
    /// published with its framework inside; then only loading shows whether a plug-in is complete.
    /// </summary>
    public static bool AreKnown => Names.Count > 0;

    /// <summary>Whether a simple name is one of the framework's.</summary>
    public static bool Contains(string name) => Names.Contains(name);

    private static FrozenSet<string> Read()
    {
        // The runtime's list of everything it may load without being told where: the framework's files and the host's own.
        var trusted = AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "";
        var own = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        return trusted.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(path => !string.Equals(Path.GetDirectoryName(path), own, StringComparison.OrdinalIgnoreCase))
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }
}
