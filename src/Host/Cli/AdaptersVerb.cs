using System.CommandLine;
using System.Text.Json.Nodes;
using Connector.Host.Configuration;
using Connector.Host.Plugins;
using Spectre.Console;

namespace Connector.Host.Cli;

/// <summary><c>adapters</c>: plug-ins found, version, folder, or why one was refused.</summary>
internal sealed class AdaptersVerb : IVerb
{
    public Command Define() => new("adapters", "Lists the adapters found, and the plug-ins refused with the reason.");

    public Task<int> RunAsync(CommandContext context, ParseResult parsed, CancellationToken cancellationToken)
    {
        var catalog = Load(context);
        if (context.Json)
            context.Terminal.WriteJson(Document(catalog));
        else
            Write(context.Terminal, catalog);
        return Task.FromResult(catalog.Refusals.Count == 0 ? ExitCode.Done : ExitCode.Failed);
    }

    /// <summary>The catalog of the configuration's plug-in folders; without a configuration, the built-in adapters.</summary>
    public static PluginCatalog Load(CommandContext context)
    {
        IEnumerable<string> folders = [PluginCatalog.BuiltInFolder];
        if (File.Exists(context.ConfigPath))
            folders = [.. folders, .. new ConfigurationLoader(new ProcessEnvironment()).Load(context.ConfigPath).PluginFolders];
        return PluginCatalog.Load(folders, context.Loggers.CreateLogger<PluginCatalog>());
    }

    private static JsonObject Document(PluginCatalog catalog) => new()
    {
        ["ok"] = catalog.Refusals.Count == 0,
        ["adapters"] = new JsonArray([.. catalog.Plugins.Select(plugin => new JsonObject
        {
            ["name"] = plugin.Adapter,
            ["version"] = plugin.InformationalVersion,
            ["contract"] = plugin.Contract,
            ["folder"] = plugin.Folder,
            ["options"] = new JsonArray([.. OptionDescriptions.Of(plugin.Factory.OptionsType).Select(option => (JsonNode)option.Name)]),
        })]),
        ["refused"] = new JsonArray([.. catalog.Refusals.Select(refusal => new JsonObject { ["folder"] = refusal.Folder, ["reason"] = refusal.Reason })]),
    };

    private static void Write(Terminal terminal, PluginCatalog catalog)
    {
        var table = new Table().RoundedBorder();
        table.AddColumns("Adapter", "Version", "Contract", "Folder");
        foreach (var plugin in catalog.Plugins)
            table.AddRow(Text.Cell(plugin.Adapter), Text.Cell(plugin.InformationalVersion), Text.Count(plugin.Contract), Text.Cell(plugin.Folder));
        terminal.Out.Write(table);
        foreach (var refusal in catalog.Refusals)
            terminal.Out.MarkupLine($"[red]refused[/] {Text.Cell(refusal.Folder)}: {Text.Cell(refusal.Reason)}");
    }
}
