using System.CommandLine;
using System.Text.Json.Nodes;
using Connector.Core.KeyCrm;
using Connector.Core.Sync;
using Connector.Host.Runtime;
using Spectre.Console;

namespace Connector.Host.Cli;

/// <summary><c>check [STORE…]</c>: configuration, keyCRM key, every store and every plug-in; changes nothing.</summary>
internal sealed class CheckVerb : IVerb
{
    private readonly Argument<string[]> stores = new("STORE") { Description = "The stores to check; all if none is named.", Arity = ArgumentArity.ZeroOrMore };

    private sealed record Finding(string Kind, string Name, bool IsHealthy, string Summary, IReadOnlyDictionary<string, string> Details);

    public Command Define() => new("check", "Checks configuration, keyCRM key, stores and plug-ins; changes nothing.") { stores };

    public async Task<int> RunAsync(CommandContext context, ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var session = await context.OpenSessionAsync().ConfigureAwait(false);
        var selected = CommandContext.Select(session, parsed.GetValue(stores) ?? []);
        var accounts = selected.Select(store => store.Configuration.Account).Distinct(StringComparer.Ordinal).ToList();
        Finding[] findings =
        [
            .. await Task.WhenAll(accounts.Select(account => CheckAccountAsync(session, account, cancellationToken))).ConfigureAwait(false),
            .. await Task.WhenAll(selected.Select(store => CheckStoreAsync(session, store, cancellationToken))).ConfigureAwait(false),
            .. session.Plugins.Refusals.Select(refusal => new Finding("plug-in", refusal.Folder, false, refusal.Reason, None)),
        ];
        if (context.Json)
            context.Terminal.WriteJson(Document(findings));
        else
            Write(context.Terminal, findings);
        return findings.All(finding => finding.IsHealthy) ? ExitCode.Done : ExitCode.Failed;
    }

    private static IReadOnlyDictionary<string, string> None => new Dictionary<string, string>();

    private static async Task<Finding> CheckAccountAsync(ConnectorSession session, string account, CancellationToken cancellationToken)
    {
        try
        {
            var reader = session.Accounts[account];
            var offers = await reader.CountOffersAsync(cancellationToken).ConfigureAwait(false);
            var warehouses = await reader.FindWarehousesAsync(cancellationToken).ConfigureAwait(false);
            return new Finding("keyCRM", account, true, $"{Text.Count(offers)} offers; the key works", new Dictionary<string, string>
            {
                ["warehouses"] = string.Join(", ", warehouses.OrderBy(warehouse => warehouse.Key).Select(warehouse => $"{warehouse.Key} {warehouse.Value}")),
            });
        }
        catch (KeyCrmException exception)
        {
            return new Finding("keyCRM", account, false, exception.Message, None);
        }
    }

    private static async Task<Finding> CheckStoreAsync(ConnectorSession session, OpenStore store, CancellationToken cancellationToken)
    {
        var name = store.Configuration.Id.Value;
        if (store.Adapter is not { } adapter)
            return new Finding("store", name, false, store.Failure!, None);
        try
        {
            var health = await adapter.CheckHealthAsync(cancellationToken).ConfigureAwait(false);
            var details = new Dictionary<string, string>(health.Details, StringComparer.Ordinal)
            {
                ["adapter"] = store.Configuration.Adapter,
                ["batch"] = $"{adapter.Capabilities.MaxSetBatch} × {adapter.Capabilities.MaxConcurrency}",
                ["features"] = adapter.Capabilities.Features.ToString(),
            };
            return new Finding("store", name, health.IsHealthy, StoreText.WithoutName(store.Configuration.Id, health.Summary), details);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The edge of a plug-in: whatever it throws is this store's answer.
            return new Finding("store", name, false, StoreText.WithoutName(store.Configuration.Id, session.Redactor.Redact(exception.Message)), None);
        }
    }

    private static JsonObject Document(Finding[] findings) => new()
    {
        ["ok"] = findings.All(finding => finding.IsHealthy),
        ["checks"] = new JsonArray([.. findings.Select(finding => new JsonObject
        {
            ["kind"] = finding.Kind,
            ["name"] = finding.Name,
            ["healthy"] = finding.IsHealthy,
            ["summary"] = finding.Summary,
            ["details"] = new JsonObject(finding.Details.Select(detail => KeyValuePair.Create(detail.Key, (JsonNode?)detail.Value))),
        })]),
    };

    private static void Write(Terminal terminal, Finding[] findings)
    {
        foreach (var finding in findings)
        {
            terminal.Out.MarkupLine($"{(finding.IsHealthy ? "[green]ok  [/]" : "[red]FAIL[/]")} {Text.Cell(finding.Kind)} [bold]{Text.Cell(finding.Name)}[/]: {Text.Cell(finding.Summary)}");
            foreach (var (key, value) in finding.Details.Where(detail => detail.Value.Length > 0))
                terminal.Out.MarkupLine($"       [grey]{Text.Cell(key)}:[/] {Text.Cell(value)}");
        }
    }
}
