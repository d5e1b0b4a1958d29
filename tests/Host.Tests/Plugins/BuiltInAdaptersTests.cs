using Connector.Host.Plugins;

namespace Connector.Host.Tests.Plugins;

/// <summary>What the build laid out beside the program.</summary>
public sealed class BuiltInAdaptersTests
{
    [Theory]
    [InlineData("opencart", "Connector.Adapters.OpenCart", "MySqlConnector.dll")]
    [InlineData("sql", "Connector.Adapters.Sql", "Npgsql.dll")]
    public void BuiltInAdapter_LiesInAFolderOfItsOwnWithItsLibraries(string folder, string assembly, string library)
    {
        var path = Path.Combine(PluginCatalog.BuiltInFolder, folder);

        File.Exists(Path.Combine(path, assembly + ".dll")).ShouldBeTrue();
        File.Exists(Path.Combine(path, assembly + ".deps.json")).ShouldBeTrue();
        File.Exists(Path.Combine(path, library)).ShouldBeTrue();
    }

    [Fact]
    public void BuiltInAdapters_AreFoundAsAnyPlugin()
    {
        var catalog = PluginTestFolder.Load(PluginCatalog.BuiltInFolder);

        catalog.Refusals.ShouldBeEmpty();
        catalog.Plugins.Select(plugin => plugin.Adapter).ShouldBe(["cscart", "file", "http", "opencart", "prestashop", "sql", "woocommerce"]);
    }

    [Theory]
    [InlineData("runtimes/win-x64/native/Microsoft.Data.SqlClient.SNI.dll")]
    [InlineData("runtimes/unix/lib/net9.0/Microsoft.Data.SqlClient.dll")]
    public void SqlAdapter_CarriesWhatItNeedsOnEachSystem(string file) =>
        File.Exists(Path.Combine(PluginCatalog.BuiltInFolder, "sql", file)).ShouldBeTrue();

    // One copy for the whole process: see SqlPluginTests.
    [Theory]
    [InlineData("runtimes/linux-x64/native/libe_sqlite3.so")]
    [InlineData("runtimes/linux-arm64/native/libe_sqlite3.so")]
    [InlineData("runtimes/win-x64/native/e_sqlite3.dll")]
    public void Sqlite_IsTheHostsOnEachSystem(string file)
    {
        File.Exists(Path.Combine(AppContext.BaseDirectory, file)).ShouldBeTrue();
        Directory.EnumerateFiles(PluginCatalog.BuiltInFolder, Path.GetFileName(file), SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public void NoPlugin_CarriesWhatTheHostLends()
    {
        string[] lent = [.. SharedAssemblies.All.Select(shared => shared.Name + ".dll")];

        Directory.EnumerateFiles(PluginCatalog.BuiltInFolder, "*.dll", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "samples"), "*.dll", SearchOption.AllDirectories))
            .Select(Path.GetFileName)
            .ShouldNotContain(name => lent.Contains(name));
    }

    [Fact]
    public void NoAdapter_LiesAmongTheHostsOwnAssemblies() =>
        Directory.EnumerateFiles(AppContext.BaseDirectory, "Connector.Adapters.*.dll").Where(file => !file.EndsWith("TestKit.dll", StringComparison.Ordinal)).ShouldBeEmpty();
}
