using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Connector.Abstractions;
using Connector.Host.Configuration;
using Connector.Host.Plugins;
using Connector.Host.Runtime;
using Spectre.Console;

namespace Connector.Host.Cli;

/// <summary><c>adapters</c>: plug-ins found, version, folder, or why one was refused.</summary>
internal sealed class AdaptersVerb : IVerb
{
    public Command Define() => new("adapters", "Lists the adapters found, and the plug-ins refused with the reason.");

    public async Task<int> RunAsync(CommandContext context, ParseResult parsed, CancellationToken cancellationToken)
    {
        try
        {
            if (File.Exists(context.ConfigPath))
            {
                await using var session = await context.OpenSessionAsync().ConfigureAwait(false);
                return Show(context, session.Plugins, session.Stores);
            }
        }
        catch (ConfigurationException)
        {
            // The catalog can be shown without the stores; loading it says what is wrong.
        }

        return Show(context, Load(context), []);
    }

    private static int Show(CommandContext context, PluginCatalog catalog, IReadOnlyList<OpenStore> stores)
    {
        if (context.Json)
            context.Terminal.WriteJson(Document(catalog, stores));
        else
            Write(context.Terminal, catalog, stores);
        return catalog.Refusals.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>
    /// The catalog of the configuration's plug-in folders; without a configuration, or with one that has mistakes, the built-in
    /// adapters: these verbs are what a person mends a configuration with.
    /// </summary>
    public static PluginCatalog Load(CommandContext context)
    {
        IEnumerable<string> folders = [PluginCatalog.BuiltInFolder];
        try
        {
            if (File.Exists(context.ConfigPath))
                folders = PluginSearch.FoldersOf(new ConfigurationLoader(new ProcessEnvironment()).Load(context.ConfigPath));
        }
        catch (ConfigurationException exception)
        {
            context.Terminal.WriteError($"{exception.Message}{Environment.NewLine}Only the built-in adapters are shown until this is put right.");
        }

        return PluginCatalog.Load(folders, context.Loggers.CreateLogger<PluginCatalog>());
    }

    private static JsonObject Document(PluginCatalog catalog, IReadOnlyList<OpenStore> stores) => new()
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

    // What an adapter can do depends on its store, so the configured ones are asked.
    private static IEnumerable<OpenStore> Capable(IReadOnlyList<OpenStore> stores, Plugin plugin) =>
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

    private static void Write(Terminal terminal, PluginCatalog catalog, IReadOnlyList<OpenStore> stores)
    {
        var table = terminal.Words.Table("Adapter", "Version", "Contract", "Folder", "Stores: batch × parallel, features");
        foreach (var plugin in catalog.Plugins)
        {
            var can = Capable(stores, plugin).Select(store =>
                $"{store.Configuration.Id}: {store.Adapter!.Capabilities.MaxSetBatch} × {store.Adapter.Capabilities.MaxConcurrency}, {store.Adapter.Capabilities.Features}");
            table.AddRow(
                Text.Cell(plugin.Adapter), Text.Cell(plugin.InformationalVersion.Split('+')[0]), Text.Count(plugin.Contract), Text.Cell(plugin.Folder),
                Text.Cell(string.Join("; ", can)));
        }

        terminal.Out.WriteTable(table);
        foreach (var refusal in catalog.Refusals)
            terminal.Say($"[red]refused[/] {refusal.Folder}: {terminal.Words.Translate(refusal.Reason)}");
    }
}
