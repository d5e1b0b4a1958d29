using System.Reflection;

namespace Connector.Host.Cli;

/// <summary>What this program calls itself.</summary>
internal static class Product
{
    /// <summary>The version: <c>0.1.0</c>.</summary>
    public static string Version { get; } = typeof(Product).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Name and version: <c>connector 0.1.0</c>.</summary>
    public static string Name { get; } = $"connector {Version}";
}
