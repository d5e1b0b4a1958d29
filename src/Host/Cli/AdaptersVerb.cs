using System.CommandLine;
using Connector.Host.Configuration;
using Connector.Host.Documents;
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
            context.Terminal.WriteJson(AdaptersDocument.Of(catalog, stores));
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

    private static void Write(Terminal terminal, PluginCatalog catalog, IReadOnlyList<OpenStore> stores)
    {
        var table = terminal.Words.Table("Adapter", "Version", "Contract", "Folder", "Stores: batch × parallel, features");
        foreach (var plugin in catalog.Plugins)
        {
            var can = AdaptersDocument.Capable(stores, plugin).Select(store =>
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
