using Connector.Core.KeyCrm;
using Connector.Core.Sync;

namespace Connector.Host.Runtime;

/// <summary>Whether a connection works: an account's, a store's, or that of a plug-in that was refused.</summary>
/// <param name="Kind">What is connected.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsHealthy">Whether it works.</param>
/// <param name="Summary">What was found, for a person.</param>
/// <param name="Details">Further facts by name.</param>
internal sealed record ConnectionCheck(string Kind, string Name, bool IsHealthy, string Summary, IReadOnlyDictionary<string, string> Details)
{
    /// <summary>Tries the connections of some stores, of their accounts, and tells of refused plug-ins. Changes nothing.</summary>
    public static async Task<IReadOnlyList<ConnectionCheck>> RunAsync(ConnectorSession session, IReadOnlyList<OpenStore> stores, CancellationToken cancellationToken)
    {
        var accounts = stores.Select(store => store.Configuration.Account).Distinct(StringComparer.Ordinal).ToList();
        return
        [
            .. await Task.WhenAll(accounts.Select(account => OfAccountAsync(session, account, cancellationToken))).ConfigureAwait(false),
            .. await Task.WhenAll(stores.Select(store => OfStoreAsync(session, store, cancellationToken))).ConfigureAwait(false),
            .. session.Plugins.Refusals.Select(refusal => new ConnectionCheck("plug-in", refusal.Folder, false, refusal.Reason, None)),
        ];
    }

    private static IReadOnlyDictionary<string, string> None => new Dictionary<string, string>();

    private static async Task<ConnectionCheck> OfAccountAsync(ConnectorSession session, string account, CancellationToken cancellationToken)
    {
        try
        {
            var reader = session.Accounts[account];
            var offers = await reader.CountOffersAsync(cancellationToken).ConfigureAwait(false);
            var warehouses = await reader.FindWarehousesAsync(cancellationToken).ConfigureAwait(false);
            return new ConnectionCheck("keyCRM", account, true, $"{Cli.Text.Count(offers)} offers; the key works", new Dictionary<string, string>
            {
                ["warehouses"] = string.Join(", ", warehouses.OrderBy(warehouse => warehouse.Key).Select(warehouse => $"{warehouse.Key} {warehouse.Value}")),
            });
        }
        catch (KeyCrmException exception)
        {
            return new ConnectionCheck("keyCRM", account, false, exception.Message, None);
        }
    }

    private static async Task<ConnectionCheck> OfStoreAsync(ConnectorSession session, OpenStore store, CancellationToken cancellationToken)
    {
        var name = store.Configuration.Id.Value;
        if (store.Adapter is not { } adapter)
            return new ConnectionCheck("store", name, false, store.Failure!, None);
        try
        {
            var health = await adapter.CheckHealthAsync(cancellationToken).ConfigureAwait(false);
            var details = new Dictionary<string, string>(health.Details, StringComparer.Ordinal)
            {
                ["adapter"] = store.Configuration.Adapter,
                ["batch"] = $"{adapter.Capabilities.MaxSetBatch} × {adapter.Capabilities.MaxConcurrency}",
                ["features"] = adapter.Capabilities.Features.ToString(),
            };
            return new ConnectionCheck("store", name, health.IsHealthy, StoreText.WithoutName(store.Configuration.Id, health.Summary), details);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The edge of a plug-in: whatever it throws is this store's answer.
            return new ConnectionCheck("store", name, false, StoreText.WithoutName(store.Configuration.Id, session.Redactor.Redact(exception.Message)), None);
        }
    }
}
