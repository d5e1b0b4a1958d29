using System.CommandLine;
using System.Text.Json.Nodes;
using Connector.Core.Planning;
using Connector.Host.Cli.Asking;
using Connector.Host.Configuration.Schema;
using Connector.Host.Configuration.Sections;
using Connector.Host.Plugins;
using Spectre.Console;

namespace Connector.Host.Cli.Init;

/// <summary><c>init</c>: asks, tries what it was told, and writes a configuration. Nothing is written before the last answer.</summary>
internal sealed class InitVerb : IVerb
{
    private readonly Option<string?> keyCrmUrl = new("--keycrm-url") { Description = "Another address of the API, for an emulator." };
    private readonly Option<string[]> plugins = new("--plugins") { Description = "A folder with further adapters; may be given several times.", DefaultValueFactory = _ => [] };

    private static readonly (string Command, string About)[] Steps =
    [
        ("check", "is everything reachable?"),
        ("plan", "what would be written, and why? Writes nothing."),
        ("report unmatched", "which SKUs are only in a store, or only in keyCRM?"),
        ("sync", "writes what the plan shows, once."),
        ("run", "the service: keeps every store right from now on, with a dashboard. docs/install.md makes it start with the machine."),
    ];

    public Command Define() => new("init", "Asks for the keyCRM key and the stores, tries them, and writes an adapters.json.") { keyCrmUrl, plugins };

    public async Task<int> RunAsync(CommandContext context, ParseResult parsed, CancellationToken cancellationToken)
    {
        Uri? url = null;
        if (parsed.GetValue(keyCrmUrl) is { } given && !(Uri.TryCreate(given, UriKind.Absolute, out url) && url.Scheme is "http" or "https"))
            throw new UsageException("--keycrm-url is a web address: https://openapi.keycrm.app/v1 unless it is an emulator's.");
        var configPath = Path.GetFullPath(context.ConfigPath);
        var folders = (parsed.GetValue(plugins) ?? []).Select(Path.GetFullPath).ToList();
        try
        {
            return await RunAsync(context, configPath, url, folders, cancellationToken).ConfigureAwait(false);
        }
        catch (InputClosedException exception)
        {
            throw new UsageException($"{exception.Message} Nothing was written. An adapters.json can also be written by hand: docs/configuration.md.");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            context.Terminal.WriteError("Stopped. Nothing was written.");
            return ExitCode.Unexpected;
        }
    }

    private static async Task<int> RunAsync(CommandContext context, string configPath, Uri? url, List<string> folders, CancellationToken cancellationToken)
    {
        var dialogue = new Dialogue(context.Terminal, context.Terminal.Answers
            ?? throw new UsageException("init asks its questions on standard error, which is no terminal here. Run it without a redirection, give the answers on standard input, or write adapters.json by hand: docs/configuration.md."));
        var catalog = PluginCatalog.Load([PluginCatalog.BuiltInFolder, .. folders], context.Loggers.CreateLogger<PluginCatalog>());
        foreach (var refusal in catalog.Refusals)
            dialogue.Complain($"{refusal.Folder}: {refusal.Reason}");
        if (catalog.Plugins.Count == 0)
            throw new UsageException("No adapter was found, so no store can be described: `connector adapters` says why.");

        var files = new InitFiles(configPath);
        var existing = files.Existing();
        if (existing.Count > 0 && !await dialogue.ConfirmAsync($"{string.Join(" and ", existing)} exist already. Replace at the end?", false, cancellationToken).ConfigureAwait(false))
            throw new UsageException("Nothing was changed. --config names another file to write.");

        dialogue.Say($"This asks for a keyCRM account and its stores, and then writes {configPath}. Ctrl+C ends it; nothing is written before the last answer.");
        dialogue.Say("A secret may also be named: ${NAME} for an environment variable, ${file:/run/secrets/name} for a file.");
        var account = await new AccountQuestions(context, dialogue, configPath, url).AskAsync(cancellationToken).ConfigureAwait(false);
        var stores = await StoresAsync(context, dialogue, configPath, catalog, account, cancellationToken).ConfigureAwait(false);
        var guard = await GuardAsync(dialogue, cancellationToken).ConfigureAwait(false);

        var draft = new Draft { Account = account, Stores = stores, Guard = guard, PluginFolders = [.. folders.Select(folder => Written(folder, configPath))] };
        var schema = SchemaWriter.Write(catalog.OptionsTypes);
        var written = files.Write(draft, schema, existing.Count > 0);
        foreach (var file in context.Json ? [] : written)
            context.Terminal.Say($"written: {file}");
        var trial = stores.Count > 0 && account.IsTested ? await DryRun.AskAsync(context, dialogue, cancellationToken).ConfigureAwait(false) : null;
        Conclude(context, written, trial);
        return ExitCode.Done;
    }

    private static async Task<GuardSection> GuardAsync(Dialogue dialogue, CancellationToken cancellationToken)
    {
        var guard = new GuardSection();
        dialogue.Say($"The guard holds a plan that is too dangerous until a person approves it; fewer than {guard.MinItems} numbers are never held.");
        guard.MaxZeroed = await LimitAsync("Hold a plan that sets more than this of the listings in stock to zero", guard.MaxZeroed).ConfigureAwait(false);
        guard.MaxLowered = await LimitAsync("Hold a plan that lowers more than this of them", guard.MaxLowered).ConfigureAwait(false);
        return guard;

        async Task<Limit> LimitAsync(string question, Limit usual)
        {
            var answer = await dialogue.AskAsync(question, usual.ToString(), text => Limit.TryParse(text, out _) ? null : "Answer with a share such as 30%, or with a count such as 50.", cancellationToken).ConfigureAwait(false);
            return Limit.TryParse(answer, out var limit) ? limit : usual;
        }
    }

    private static async Task<List<StoreDraft>> StoresAsync(
        CommandContext context, Dialogue dialogue, string configPath, PluginCatalog catalog, AccountDraft account, CancellationToken cancellationToken)
    {
        var stores = new List<StoreDraft>();
        var questions = new StoreQuestions(dialogue, new StoreTrial(context, configPath), catalog, account);
        do
        {
            if (await questions.AskAsync([.. stores.Select(store => store.Name)], cancellationToken).ConfigureAwait(false) is { } store)
                stores.Add(store);
        }
        while (await dialogue.ConfirmAsync("Another store?", false, cancellationToken).ConfigureAwait(false));
        return stores;
    }

    // A folder beside the configuration is named from there, so that both can move together.
    private static string Written(string folder, string configPath)
    {
        var relative = Path.GetRelativePath(Path.GetDirectoryName(configPath)!, folder);
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? folder : relative;
    }

    private static void Conclude(CommandContext context, IReadOnlyList<string> written, JsonObject? trial)
    {
        if (context.Json)
        {
            context.Terminal.WriteJson(new JsonObject { ["ok"] = true, ["written"] = new JsonArray([.. written.Select(file => (JsonNode)file)]), ["plan"] = trial });
            return;
        }

        var config = context.ConfigPath == CommonOptions.DefaultConfig ? "" : $" --config {context.ConfigPath}";
        context.Terminal.Say($"Next:");
        foreach (var (command, about) in (trial is null ? Steps : Steps.Skip(2)))
        {
            context.Terminal.Out.WriteLine($"  connector {command}{config}");
            context.Terminal.Out.WriteLine($"      {context.Terminal.Words[about]}");
        }
    }
}
