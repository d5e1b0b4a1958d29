using Connector.Testing;

namespace Connector.Templates.Tests;

/// <summary><c>dotnet new connector-adapter</c>, from the package to a plug-in that the connector finds.</summary>
public sealed class ConnectorAdapterTemplateTests(TemplateFixture fixture) : IClassFixture<TemplateFixture>
{
    [Fact]
    public async Task A_new_adapter_builds_passes_the_suite_and_is_found()
    {
        await fixture.DotnetAsync(fixture.Work, "new", "connector-adapter", "--name", "HutShop");
        string project = Path.Combine(fixture.Work, "HutShop");
        Directory.EnumerateFiles(project, "*", SearchOption.AllDirectories).ShouldAllBe(path => !path.Contains("Acme", StringComparison.OrdinalIgnoreCase));
        foreach (string file in Directory.EnumerateFiles(project, "*.*", SearchOption.AllDirectories))
        {
            string text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            text.ShouldNotContain("CONNECTOR_");
            text.ShouldNotContain("AcmeShop");
        }

        await fixture.DotnetAsync(project, "build", "-nodeReuse:false");
        string tested = await fixture.DotnetAsync(project, "run", "--no-build", "--project", "HutShop.Tests");
        tested.ShouldContain("failed: 0");
        tested.ShouldContain("skipped: 0");

        string plugins = Path.Combine(fixture.Work, "plugins");
        await fixture.DotnetAsync(project, "publish", "HutShop", "--output", Path.Combine(plugins, "hut-shop"), "-nodeReuse:false");
        Directory.EnumerateFiles(Path.Combine(plugins, "hut-shop"), "*.dll").Select(Path.GetFileName).ShouldBe(["HutShop.dll"]);
        string configuration = Path.Combine(fixture.Work, "adapters.json");
        await File.WriteAllTextAsync(
            configuration,
            """
            { "plugins": ["plugins"], "accounts": { "main": { "apiKey": "k" } },
              "stores": { "hut": { "adapter": "hut-shop", "options": { "path": "items.json" } } } }
            """,
            TestContext.Current.CancellationToken);
        string found = await Tool.RunAsync(
            fixture.Work, fixture.Environment, Path.Combine(AppContext.BaseDirectory, "connector"), "adapters", "--json", "--config", configuration);
        found.ShouldContain("\"hut-shop\"");
    }
}
