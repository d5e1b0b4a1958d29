using System.Text.Json;
using System.Text.Json.Nodes;
using Connector.Abstractions;
using Connector.Host.Configuration.Binding;
using Connector.Host.Plugins;
using Connector.Host.Runtime;

namespace Connector.Host.Documents;

/// <summary>The JSON of <c>adapters</c>, of the command and of the API.</summary>
internal static class AdaptersDocument
{
    public static JsonObject Of(PluginCatalog catalog, IReadOnlyList<OpenStore> stores) => new()
    {
        ["ok"] = catalog.Refusals.Count == 0,
        ["adapters"] = new JsonArray([.. catalog.Plugins.Select(plugin => new JsonObject
        {
            ["name"] = plugin.Adapter,
            ["version"] = plugin.InformationalVersion,
            ["contract"] = plugin.Contract,
            ["folder"] = plugin.Folder,
            ["options"] = new JsonArray([.. OptionDescriptions.Of(plugin.Factory.OptionsType).Select(option => (JsonNode)option.Name)]),
            ["capabilities"] = new JsonObject(Capable(stores, plugin).Select(store => KeyValuePair.Create(store.Configuration.Id.Value, (JsonNode?)Capabilities(store.Adapter!.Capabilities)))),
        })]),
        ["refused"] = new JsonArray([.. catalog.Refusals.Select(refusal => new JsonObject { ["folder"] = refusal.Folder, ["reason"] = refusal.Reason })]),
    };

    /// <summary>The stores of an adapter, which say what it can do: that depends on the store.</summary>
    public static IEnumerable<OpenStore> Capable(IReadOnlyList<OpenStore> stores, Plugin plugin) =>
        stores.Where(store => store.Adapter is not null && store.Configuration.Adapter == plugin.Adapter);

    private static JsonObject Capabilities(StoreCapabilities capabilities) => new()
    {
        ["maxFindBatch"] = capabilities.MaxFindBatch,
        ["maxSetBatch"] = capabilities.MaxSetBatch,
        ["maxConcurrency"] = capabilities.MaxConcurrency,
        ["features"] = new JsonArray([.. Enum.GetValues<StoreFeatures>()
            .Where(feature => feature != StoreFeatures.None && capabilities.Features.HasFlag(feature))
            .Select(feature => (JsonNode)JsonNamingPolicy.CamelCase.ConvertName(feature.ToString()))]),
    };
}
