using System.Globalization;
using Connector.Host.Configuration;
using Connector.Host.Plugins;

namespace Connector.Host.Cli.Init;

/// <summary>Asks for one store, and tries it.</summary>
internal sealed class StoreQuestions(Dialogue dialogue, StoreTrial trial, PluginCatalog catalog, AccountDraft account)
{
    private const string Again = "again";
    private const string Keep = "keep";
    private const string Drop = "drop";
    private const string All = "all";

    /// <summary>Asks.</summary>
    /// <param name="taken">Names that other stores have.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The store; null when the person gave it up.</returns>
    public async Task<StoreDraft?> AskAsync(IReadOnlyCollection<string> taken, CancellationToken cancellationToken)
    {
        var name = await dialogue.AskAsync("Name of the store, such as shop-ua", null, text => NameFault(text, taken), cancellationToken).ConfigureAwait(false);
        var adapter = await dialogue.ChooseAsync(
            "Kind of store", [.. catalog.Plugins.Select(plugin => (plugin.Adapter, ""))], null, cancellationToken).ConfigureAwait(false);
        var plugin = catalog.Find(adapter)!;
        var store = new StoreDraft { Name = name, Adapter = adapter };
        for (string? next = Again; next == Again;)
        {
            (store, var options) = await new OptionQuestions(dialogue, trial).AskAsync(store, plugin, cancellationToken).ConfigureAwait(false);
            next = await TryAsync(store, plugin, options, cancellationToken).ConfigureAwait(false);
            if (next == Drop)
                return null;
        }

        var warehouses = await WarehousesAsync(cancellationToken).ConfigureAwait(false);
        var buffer = await dialogue.AskAsync(
            "Units of every SKU to hold back from sale",
            "0",
            text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var units) && units <= 1_000_000_000 ? null : "Answer with a whole number from 0 to 1,000,000,000.",
            cancellationToken).ConfigureAwait(false);
        return store with { Warehouses = warehouses, Buffer = int.Parse(buffer, CultureInfo.InvariantCulture) };
    }

    // What the person wants after a failed test; null when there is nothing to decide.
    private async Task<string?> TryAsync(StoreDraft store, Plugin plugin, object options, CancellationToken cancellationToken)
    {
        dialogue.Say($"Asking {store.Name}…");
        var health = await trial.AskAsync(store, plugin, options, cancellationToken).ConfigureAwait(false);
        if (health.IsHealthy)
        {
            dialogue.Say($"{store.Name}: {health.Summary}");
            return null;
        }

        dialogue.Complain(health.Summary);
        return await dialogue.ChooseAsync(
            "What now?",
            [(Again, "answer its options again"), (Keep, "keep it as it is"), (Drop, "leave this store out")],
            Again,
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<long>?> WarehousesAsync(CancellationToken cancellationToken)
    {
        foreach (var (id, name) in account.Warehouses.OrderBy(warehouse => warehouse.Key))
            dialogue.Say($"  {id}  {name}");
        var answer = await dialogue.AskAsync("keyCRM's warehouses that this store sells from, by id with commas", All, WarehouseFault, cancellationToken).ConfigureAwait(false);
        return answer == All ? null : Ids(answer);
    }

    private string? WarehouseFault(string text)
    {
        if (text == All)
            return null;
        if (Ids(text) is not { Count: > 0 } ids)
            return "Answer with ids such as 1,4, or all.";
        if (ids.Count != ids.Distinct().Count())
            return "Each warehouse once.";
        var unknown = account.Warehouses.Count > 0 ? ids.Where(id => !account.Warehouses.ContainsKey(id)).ToList() : [];
        return unknown.Count > 0 ? $"keyCRM's first offers know no warehouse {string.Join(", ", unknown)}; if there is one, write it into the file later." : null;
    }

    private static string? NameFault(string name, IReadOnlyCollection<string> taken)
    {
        if (!StoreName.IsValid(name))
            return $"“{name}” cannot be a store's name; {StoreName.Cure}.";
        return taken.Contains(name, StringComparer.OrdinalIgnoreCase) ? $"There is a store “{name}” already." : null;
    }

    // Null when one is no id.
    private static List<long>? Ids(string text)
    {
        var ids = new List<long>();
        foreach (var part in text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id < 1)
                return null;
            ids.Add(id);
        }

        return ids;
    }
}
