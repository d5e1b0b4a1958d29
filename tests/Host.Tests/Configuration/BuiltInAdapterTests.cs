using System.Text.Json.Nodes;
using Connector.Host.Configuration;
using Connector.Host.Configuration.Schema;
using Connector.Host.Plugins;
using Microsoft.Extensions.Logging.Abstractions;

namespace Connector.Host.Tests.Configuration;

public sealed class BuiltInAdapterTests : IDisposable
{
    private static readonly Dictionary<string, Type> Adapters = PluginCatalog.Load([PluginCatalog.BuiltInFolder], NullLogger<PluginCatalog>.Instance)
        .Plugins.ToDictionary(plugin => plugin.Adapter, plugin => plugin.Factory.OptionsType);

    private readonly ConfigurationFolder folder = new();

    public BuiltInAdapterTests()
    {
        foreach (var name in new[] { "KEYCRM_API_KEY", "KEYCRM_WEBHOOK_SECRET", "OPENCART_DB_PASSWORD", "SITE_DB_PASSWORD" })
            folder.Set(name, "value-of-" + name);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void RootExample_OptionsOfEveryStore_SuitItsAdapter()
    {
        var configuration = folder.WriteMain(RootExample.Text()).Load();
        var problems = new ProblemList();

        foreach (var store in configuration.Stores)
            StoreOptions.Bind(store, Adapters, problems, configuration.Secrets).ShouldNotBeNull(string.Join('\n', problems.Sorted()));

        problems.Count.ShouldBe(0);
        configuration.Secrets.Values.ShouldContain("value-of-OPENCART_DB_PASSWORD");
    }

    [Fact]
    public void RootExample_OptionMisspelt_IsToldAtItsLine()
    {
        var text = RootExample.Text().Replace("\"prefix\": \"oc_\"", "\"prefx\": \"oc_\"");
        var configuration = folder.WriteMain(text).Load();
        var problems = new ProblemList();

        StoreOptions.Bind(configuration.Stores[0], Adapters, problems, configuration.Secrets).ShouldBeNull();

        problems.Sorted().ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            problem => problem.Line.ShouldBe(text[..text.IndexOf("prefx", StringComparison.Ordinal)].Count(letter => letter == '\n') + 1),
            problem => problem.Cure.ShouldBe("did you mean “prefix”?"));
    }

    [Fact]
    public void Schema_OptionsOfEveryAdapter_AreDescribedKeyByKey()
    {
        var definitions = JsonNode.Parse(SchemaWriter.Write(Adapters.Select(adapter => (adapter.Key, adapter.Value))))!["$defs"]!;

        foreach (var (name, _) in Adapters)
        {
            foreach (var (key, option) in definitions["options-" + name]!["properties"]!.AsObject())
                option!["description"].ShouldNotBeNull($"{name}: {key}");
        }

        definitions["options-opencart"]!["properties"]!["sku"]!["enum"]!.AsArray().Select(value => value!.GetValue<string>())
            .ShouldBe(["auto", "sku", "model", "product_code"]);
    }
}
