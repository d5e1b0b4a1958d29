using Connector.Host.Plugins;
using Microsoft.Extensions.Logging.Abstractions;

namespace Connector.Host.Tests.Plugins;

/// <summary>A plug-in folder of its own for one test, filled from the plug-ins that the build laid out in fixtures/.</summary>
internal sealed class PluginTestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("connector-plugins-").FullName;

    public static string Fixture(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "fixtures", name);

    /// <summary>Installs a plug-in and says where.</summary>
    public string Install(string fixture, string? folder = null)
    {
        var source = Fixture(fixture);
        var target = System.IO.Path.Combine(Path, folder ?? fixture);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = System.IO.Path.Combine(target, System.IO.Path.GetRelativePath(source, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return target;
    }

    public PluginCatalog Load() => Load(Path);

    public static PluginCatalog Load(params string[] folders) => PluginCatalog.Load(folders, NullLogger<PluginCatalog>.Instance);

    /// <summary>Loads a folder with a healthy plug-in and one that must be refused; the healthy one must not mind.</summary>
    public PluginRefusal LoadRefused()
    {
        Install("Healthy");
        var catalog = Load();
        catalog.Plugins.ShouldHaveSingleItem().Adapter.ShouldBe("healthy");
        return catalog.Refusals.ShouldHaveSingleItem();
    }

    /// <summary>Loads a folder with a healthy plug-in and others, and names the adapters: all of them must do.</summary>
    public IEnumerable<string> LoadAll()
    {
        Install("Healthy");
        var catalog = Load();
        catalog.Refusals.ShouldBeEmpty();
        return catalog.Plugins.Select(plugin => plugin.Adapter);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
