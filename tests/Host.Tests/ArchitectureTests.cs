using Connector.Host.Plugins;

namespace Connector.Host.Tests;

/// <summary>Who may know whom: adapters know the contract only, the host knows no adapter.</summary>
public sealed class ArchitectureTests
{
    [Fact]
    public void Adapters_know_nothing_of_the_connector_but_the_contract()
    {
        var adapters = Directory.EnumerateFiles(PluginCatalog.BuiltInFolder, "Connector.Adapters.*.dll", SearchOption.AllDirectories).ToList();
        adapters.Count.ShouldBeGreaterThanOrEqualTo(2);
        foreach (var adapter in adapters)
            ConnectorReferences(adapter).ShouldBe(["Connector.Abstractions"], adapter);
    }

    [Fact]
    public void The_host_knows_no_adapter() =>
        ConnectorReferences(typeof(PluginCatalog).Assembly.Location).ShouldBe(["Connector.Abstractions", "Connector.Core", "Connector.Emulators"], ignoreOrder: true);

    private static IEnumerable<string> ConnectorReferences(string file) =>
        AssemblyFacts.Read(file)!.References.Select(name => name.Name!).Where(name => name.StartsWith("Connector.", StringComparison.Ordinal));
}
