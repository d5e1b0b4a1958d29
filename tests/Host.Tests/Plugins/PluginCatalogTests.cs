using System.Runtime.Loader;
using Connector.Abstractions;
using Connector.Host.Plugins;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Connector.Host.Tests.Plugins;

public sealed class PluginCatalogTests : IDisposable
{
    private readonly PluginTestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Load_HealthyPlugin_SaysWhatItIs()
    {
        var installed = folder.Install("Healthy", "any-name");

        var catalog = folder.Load();

        catalog.Refusals.ShouldBeEmpty();
        var plugin = catalog.Find("healthy").ShouldNotBeNull();
        plugin.Version.ShouldBe(new Version(1, 2, 3, 0));
        plugin.InformationalVersion.ShouldBe("1.2.3-fixture");
        plugin.Folder.ShouldBe(installed);
        plugin.Contract.ShouldBe(ContractVersion.Current);
        plugin.Factory.OptionsType.GetProperty("Greeting").ShouldNotBeNull();
    }

    [Fact]
    public async Task Plugin_WithAnotherVersionOfALibraryOfTheHost_RunsWithItsOwnAndSharesLogging()
    {
        folder.Install("Healthy");
        var plugin = folder.Load().Find("healthy").ShouldNotBeNull();
        var options = Activator.CreateInstance(plugin.Factory.OptionsType)!;
        plugin.Factory.OptionsType.GetProperty("Greeting")!.SetValue(options, "вітання");
        using var loggers = new RecordingLoggers();
        using var context = new HostStoreContext(new StoreId("shop-ua"), loggers, new FakeTimeProvider(), folder.Path);

        await using var adapter = plugin.Factory.Create(context, options);
        var health = await adapter.CheckHealthAsync(TestContext.Current.CancellationToken);

        health.Summary.ShouldBe("вітання from CsvHelper 33");
        // The host's version is used in the same process, with an API that the plug-in's does not have.
        using var reader = CsvHelper.CsvReader.FromText("a\nb\n", new CsvHelper.CsvReaderOptions());
        reader.Read().ShouldBeTrue();
        typeof(CsvHelper.CsvReader).Assembly.GetName().Version!.Major.ShouldBe(34);
        AssemblyLoadContext.GetLoadContext(adapter.GetType().Assembly).ShouldNotBe(AssemblyLoadContext.Default);
        loggers.Lines.ShouldBe(["Connector.Store.shop-ua: Asked in shop-ua"]);
    }

    [Fact]
    public void Load_FolderNamedTwice_LoadsEachPluginOnce()
    {
        folder.Install("Healthy");

        var catalog = PluginTestFolder.Load(folder.Path, folder.Path + Path.DirectorySeparatorChar, Path.Combine(folder.Path, ".", ""));

        catalog.Plugins.ShouldHaveSingleItem();
        catalog.Refusals.ShouldBeEmpty();
    }

    [Fact]
    public void Load_LinkToAPluginThatIsThereAlready_LoadsItOnce()
    {
        var installed = folder.Install("Healthy");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "link"), installed);

        var catalog = folder.Load();

        catalog.Plugins.ShouldHaveSingleItem();
        catalog.Refusals.ShouldBeEmpty();
    }

    [Fact]
    public void Load_TwoPluginsOfOneName_RefusesBothAndNamesTheOther()
    {
        var first = folder.Install("Healthy", "first");
        using var further = new PluginTestFolder();
        var second = further.Install("Healthy", "second");

        var catalog = PluginTestFolder.Load(folder.Path, further.Path);

        catalog.Plugins.ShouldBeEmpty();
        catalog.Refusals.Count.ShouldBe(2);
        catalog.Refusals.Single(refusal => refusal.Folder == first).Reason.ShouldContain($"The adapter \"healthy\" is also in {second}");
        catalog.Refusals.Single(refusal => refusal.Folder == second).Reason.ShouldContain($"The adapter \"healthy\" is also in {first}");
        catalog.Refusals.ShouldAllBe(refusal => refusal.Reason.EndsWith("Delete the folder that is not wanted.", StringComparison.Ordinal));
        catalog.FindRefusal("healthy").ShouldNotBeNull();
    }

    [Fact]
    public void FindRefusal_PluginThatNeverSaidItsName_IsFoundByItsFolder()
    {
        var empty = Directory.CreateDirectory(Path.Combine(folder.Path, "acme")).FullName;

        var catalog = folder.Load();

        catalog.FindRefusal("acme").ShouldNotBeNull().Folder.ShouldBe(empty);
        catalog.FindRefusal("other").ShouldBeNull();
    }

    [Fact]
    public void Load_TellsTheLogWhatItRefused()
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "acme"));
        using var loggers = new RecordingLoggers();

        PluginCatalog.Load([folder.Path], loggers.CreateLogger<PluginCatalog>());

        loggers.Lines.ShouldHaveSingleItem().ShouldContain($"Plug-in in {Path.Combine(folder.Path, "acme")} refused. There is no DLL");
    }
}
