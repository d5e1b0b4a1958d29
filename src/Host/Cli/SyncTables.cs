using Connector.Core.Sync;
using Connector.Host.Language;
using Connector.Host.Runtime;
using Spectre.Console;

namespace Connector.Host.Cli;

/// <summary>The result of <c>plan</c> and <c>sync</c> for people.</summary>
internal static class SyncTables
{
    private const int ItemsShown = 20;

    /// <summary>Writes it.</summary>
    /// <param name="output">Where.</param>
    /// <param name="words">In which language.</param>
    /// <param name="outcome">The result.</param>
    /// <param name="mode">What was asked for.</param>
    /// <param name="allItems">Whether to list also what was applied.</param>
    /// <param name="itemsShown">The most items to list of a store.</param>
    public static void Write(IAnsiConsole output, Words words, SyncOutcome outcome, SyncMode mode, bool allItems, int itemsShown = ItemsShown)
    {
        foreach (var (account, scan) in outcome.Accounts)
        {
            if (scan.Snapshot is { } snapshot)
            {
                string[] remarks =
                [
                    snapshot.WithoutSku > 0 ? words.Phrase($"; {snapshot.WithoutSku} without SKU") : "",
                    snapshot.DuplicateSkus > 0 ? words.Phrase($"; {snapshot.DuplicateSkus} SKUs on several offers") : "",
                    snapshot.Unreadable > 0 ? words.Phrase($"; {snapshot.Unreadable} without a readable number") : "",
                ];
                output.Say(words, $"keyCRM {account}: {Text.Count(snapshot.Offers)} offers read in {scan.Requests} requests, proven whole{string.Concat(remarks)}");
            }
            else
            {
                output.MarkupLine($"[red]{Text.Cell(words.Translate(scan.Failure!.Message))}[/]");
            }
        }

        WriteStores(output, words, outcome, mode);
        foreach (var store in outcome.Stores)
            WriteStore(output, words, store, mode, allItems, itemsShown);
    }

    private static void WriteStores(IAnsiConsole output, Words words, SyncOutcome outcome, SyncMode mode)
    {
        var table = words.Table("Store", "Listings", "Matched", "Only store", "Only CRM", "Ambig.", "Changes", mode == SyncMode.Plan ? "Held" : "Applied", "Failed");
        foreach (var column in table.Columns.Skip(1))
            column.RightAligned();
        foreach (var store in outcome.Stores)
        {
            var applied = store.Count(ItemOutcome.Applied) + store.Count(ItemOutcome.Accepted) + store.Count(ItemOutcome.Unchanged);
            table.AddRow(
                Text.Cell(store.Store.Value), Text.Count(store.Plan?.Listings), Text.Count(store.Plan?.Matched), Text.Count(store.Plan?.OnlyInStore),
                Text.Count(store.Plan?.OnlyInCrm), Text.Count(store.Plan?.Ambiguous), Text.Count(store.Items.Count),
                store.IsHeld ? $"[yellow]{words["held"]}[/]" : mode == SyncMode.Plan ? words["no"] : Text.Count(applied),
                store.Failure is not null ? $"[red]{words["stopped"]}[/]" : Text.Count(store.FailedItems));
        }

        output.WriteTable(table);
    }

    private static void WriteStore(IAnsiConsole output, Words words, StoreReport store, SyncMode mode, bool allItems, int itemsShown)
    {
        var name = store.Store.Value;
        if (store.Failure is { } failure)
            output.Say(words, $"[red]{name}:[/] {words.Translate(failure)}");
        if (store.IsHeld)
        {
            output.Say(words, $"[yellow]{name}: held[/] because {words.Translate(store.Verdict!.HeldBecause)}.");
            if (mode == SyncMode.Plan)
                output.Say(words, $"  `sync` would write nothing to it until a person says so.");
            else
                output.Say(words, $"  Nothing was written. Look at the list, then: connector approve {name}, or connector reject {name}");
        }
        else if (store.Failure is null && store.Items.Count == 0)
        {
            if (mode == SyncMode.Plan)
                output.Say(words, $"[green]{name}:[/] every number is right already; nothing would be written.");
            else
                output.Say(words, $"[green]{name}:[/] every number is right already; nothing was written.");
        }
        else if (store.Failure is null && store.FailedItems == 0 && mode != SyncMode.Plan)
        {
            output.Say(words, $"[green]{name}:[/] written and confirmed: {Text.Count(store.Items.Count)}{(store.Count(ItemOutcome.Accepted) is > 0 and var accepted ? words.Phrase($", {accepted} of them not read back") : "")}.");
        }

        var shown = store.Items.Where(item => allItems || item.Outcome != ItemOutcome.Applied).ToList();
        if (store.IsHeld)
            shown = [.. shown.OrderByDescending(item => item.Change.Before - item.Change.After)];
        if (shown.Count > 0)
            WriteItems(output, words, shown, itemsShown);
    }

    private static void WriteItems(IAnsiConsole output, Words words, List<ItemResult> items, int itemsShown)
    {
        var table = words.Table("SKU", "Before", "After", "Outcome", "Why");
        foreach (var column in table.Columns.Skip(1).Take(2))
            column.RightAligned();
        foreach (var item in items.Take(itemsShown))
        {
            table.AddRow(
                Text.Cell(item.Change.Sku), Text.Number(item.Change.Before), Text.Number(item.Change.After), Text.Cell(words[OutcomeWords.Of(item.Outcome)]),
                Text.Cell(words.Translate(item.Error is { } error ? error.Message : item.Change.Reason)));
        }

        output.WriteTable(table);
        if (items.Count > itemsShown)
            output.Say(words, $"… and {Text.Count(items.Count - itemsShown)} more; --json lists them all.");
    }
}
