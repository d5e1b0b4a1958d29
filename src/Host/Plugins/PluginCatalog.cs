namespace Connector.Host.Plugins;

/// <summary>
/// The adapters that were found in plug-in folders, and the folders that were refused. Read once, when the program starts: a
/// plug-in that was added or changed is seen after a restart. The load contexts that keep plug-ins apart keep versions of
/// libraries apart; they are no security border.
/// </summary>
internal sealed class PluginCatalog
{
    private PluginCatalog(IReadOnlyList<Plugin> plugins, IReadOnlyList<PluginRefusal> refusals)
    {
        Plugins = plugins;
        Refusals = refusals;
    }

    /// <summary>Where the built-in adapters lie.</summary>
    public static string BuiltInFolder { get; } = Path.Combine(AppContext.BaseDirectory, "plugins");

    /// <summary>Every adapter that can be used, by name.</summary>
    public IReadOnlyList<Plugin> Plugins { get; }

    /// <summary>The options class of every adapter that can be used.</summary>
    public IEnumerable<(string Adapter, Type Options)> OptionsTypes => Plugins.Select(plugin => (plugin.Adapter, plugin.Factory.OptionsType));

    /// <summary>Every folder that cannot, by path.</summary>
    public IReadOnlyList<PluginRefusal> Refusals { get; }

    /// <summary>The adapter of a name, or null.</summary>
    public Plugin? Find(string adapter) => Plugins.FirstOrDefault(plugin => plugin.Adapter == adapter);

    /// <summary>
    /// Why an adapter is not there, if a refused plug-in would have brought it: by what it said, else by its folder's name.
    /// </summary>
    public PluginRefusal? FindRefusal(string adapter) =>
        Refusals.FirstOrDefault(refusal => refusal.Adapters.Contains(adapter, StringComparer.Ordinal))
        ?? Refusals.FirstOrDefault(refusal => string.Equals(Path.GetFileName(refusal.Folder), adapter, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Loads every plug-in of the folders. Each sub-folder is one plug-in; the order of the folders means nothing: two
    /// plug-ins that claim one adapter name are both refused, so that no stray copy ever decides what writes to a shop.
    /// </summary>
    /// <param name="folders">Plug-in folders, absolute. One that is named twice, also by a link, is read once.</param>
    /// <param name="logger">Hears of every plug-in found and refused.</param>
    /// <returns>Always a catalog; what is wrong with single plug-ins is in its <see cref="Refusals"/>.</returns>
    public static PluginCatalog Load(IEnumerable<string> folders, ILogger<PluginCatalog> logger)
    {
        var plugins = new List<Plugin>();
        var refusals = new List<PluginRefusal>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var folder in folders.Select(RealPath).Where(seen.Add))
        {
            foreach (var subFolder in List(folder, refusals).Where(subFolder => seen.Add(RealPath(subFolder))))
                LoadOne(subFolder, plugins, refusals);
        }

        RefuseClashes(plugins, refusals);
        var catalog = new PluginCatalog(
            [.. plugins.OrderBy(plugin => plugin.Adapter, StringComparer.Ordinal)],
            [.. refusals.OrderBy(refusal => refusal.Folder, StringComparer.Ordinal)]);
        foreach (var plugin in catalog.Plugins)
            PluginLog.Found(logger, plugin.Adapter, plugin.InformationalVersion, plugin.Folder);
        foreach (var refusal in catalog.Refusals)
            PluginLog.Refused(logger, refusal.Folder, refusal.Reason);
        return catalog;
    }

    private static IEnumerable<string> List(string folder, List<PluginRefusal> refusals)
    {
        try
        {
            if (!Directory.Exists(folder))
            {
                refusals.Add(Refuse(folder, "There is no such folder. Create it, or take it out of \"plugins\" in adapters.json."));
                return [];
            }

            string[] stray = [.. Directory.EnumerateFiles(folder).Where(PluginFolder.IsLibrary)];
            if (stray.Length > 0)
            {
                refusals.Add(Refuse(
                    folder,
                    $"{PluginFolder.Names(stray)} cannot be used where it lies: every plug-in has a folder of its own inside the plug-in folder. "
                    + $"Move it, with all that belongs to it, into {Path.Combine(folder, Path.GetFileNameWithoutExtension(stray.Min(StringComparer.Ordinal)!))}."));
            }

            // What begins with a dot is a tool's, not a plug-in's.
            return [.. Directory.EnumerateDirectories(folder).Where(path => Path.GetFileName(path)[0] != '.').Order(StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            refusals.Add(Refuse(folder, Unreadable(exception)));
            return [];
        }
    }

    private static void LoadOne(string folder, List<Plugin> plugins, List<PluginRefusal> refusals)
    {
        try
        {
            var plugin = PluginFolder.Open(folder);
            PluginInspection.Check(plugin);
            plugins.AddRange(PluginAssembly.Load(plugin));
        }
        catch (PluginRefusedException exception)
        {
            refusals.Add(Refuse(folder, exception.Message));
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or (IOException and not (FileNotFoundException or FileLoadException)))
        {
            refusals.Add(Refuse(folder, Unreadable(exception)));
        }
        catch (Exception exception)
        {
            // The edge to foreign code: whatever it throws while it is loaded is its own fault and stays its own.
            refusals.Add(Refuse(
                folder,
                $"It cannot be loaded ({exception.GetType().Name}: {exception.Message.TrimEnd('.')}). Copy its folder again, or install another version of it."));
        }
    }

    private static void RefuseClashes(List<Plugin> plugins, List<PluginRefusal> refusals)
    {
        var clashes = plugins.GroupBy(plugin => plugin.Adapter, StringComparer.Ordinal).Where(group => group.Count() > 1).ToArray();
        var folders = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var clash in clashes)
        {
            foreach (var plugin in clash)
            {
                var others = string.Join(" and ", clash.Where(other => other != plugin).Select(other => other.Folder));
                folders.TryAdd(
                    plugin.Folder,
                    $"The adapter \"{clash.Key}\" is also in {others}, and which of them writes to a shop must not be left to chance, so neither is used. "
                    + "Delete the folder that is not wanted.");
            }
        }

        foreach (var (folder, reason) in folders)
        {
            refusals.Add(Refuse(folder, reason) with
            {
                Adapters = [.. plugins.Where(plugin => plugin.Folder == folder).Select(plugin => plugin.Adapter)],
            });
        }

        plugins.RemoveAll(plugin => folders.ContainsKey(plugin.Folder));
    }

    private static PluginRefusal Refuse(string folder, string reason) => new() { Folder = folder, Reason = reason };

    private static string Unreadable(Exception exception) =>
        $"It cannot be read ({exception.Message.TrimEnd('.')}). Give the account that the connector runs under the right to read the folder and everything in it.";

    private static string RealPath(string folder)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        try
        {
            return Path.TrimEndingDirectorySeparator(Directory.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return path;
        }
    }
}
