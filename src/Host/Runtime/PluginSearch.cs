using Connector.Host.Configuration;
using Connector.Host.Plugins;

namespace Connector.Host.Runtime;

/// <summary>Where plug-ins are looked for.</summary>
internal static class PluginSearch
{
    private const string Conventional = "plugins";

    /// <summary>
    /// The built-in adapters' folder and those that the configuration names. The conventional <c>plugins</c> need not exist
    /// until the first plug-in is dropped into it; any other folder that is missing is a mistake, and the catalog says so.
    /// </summary>
    public static IEnumerable<string> FoldersOf(ConnectorConfiguration configuration) =>
    [
        PluginCatalog.BuiltInFolder,
        .. configuration.PluginFolders.Where(folder => Directory.Exists(folder) || Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)) != Conventional),
    ];
}
