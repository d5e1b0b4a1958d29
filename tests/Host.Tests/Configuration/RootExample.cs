namespace Connector.Host.Tests.Configuration;

/// <summary>The adapters.json of the repository's root.</summary>
internal static class RootExample
{
    public static string Text() => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Configuration", "adapters.json"));
}
