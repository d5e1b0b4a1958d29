using Connector.Core.Sync;
using Connector.Host.Runtime;
using Spectre.Console;

namespace Connector.Host.Cli;

/// <summary>The result of <c>plan</c> and <c>sync</c> for people.</summary>
internal static class SyncTables
{
    private const int ItemsShown = 20;

    public static void Write(IAnsiConsole output, SyncOutcome outcome, SyncMode mode, bool allItems, int itemsShown = ItemsShown)
    {
        foreach (var (account, scan) in outcome.Accounts)
        {
            if (scan.Snapshot is { } snapshot)
            {
                output.WriteLine($"keyCRM {account}: {Text.Count(snapshot.Offers)} offers read in {scan.Requests} requests, proven whole"
                    + $"{(snapshot.WithoutSku > 0 ? $"; {snapshot.WithoutSku} without SKU" : "")}"
                    + $"{(snapshot.DuplicateSkus > 0 ? $"; {snapshot.DuplicateSkus} SKUs on several offers" : "")}"
                    + $"{(snapshot.Unreadable > 0 ? $"; {snapshot.Unreadable} without a readable number" : "")}");
            }
            else
            {
                output.MarkupLine($"[red]{Text.Cell(scan.Failure!.Message)}[/]");
            }
        }

        WriteStores(output, outcome, mode);
        foreach (var store in outcome.Stores)
            WriteStore(output, store, mode, allItems, itemsShown);
    }

    private static void WriteStores(IAnsiConsole output, SyncOutcome outcome, SyncMode mode)
    {
        var table = new Table().RoundedBorder();
        foreach (var heading in (string[])["Store", "Listings", "Matched", "Only store", "Only CRM", "Ambig.", "Changes", mode == SyncMode.Plan ? "Held" : "Applied", "Failed"])
            table.AddColumn(new TableColumn(heading) { NoWrap = false, Alignment = heading == "Store" ? Justify.Left : Justify.Right });
        foreach (var store in outcome.Stores)
        {
            var applied = store.Count(ItemOutcome.Applied) + store.Count(ItemOutcome.Accepted) + store.Count(ItemOutcome.Unchanged);
            table.AddRow(
                Text.Cell(store.Store.Value), Text.Count(store.Plan?.Listings), Text.Count(store.Plan?.Matched), Text.Count(store.Plan?.OnlyInStore),
                Text.Count(store.Plan?.OnlyInCrm), Text.Count(store.Plan?.Ambiguous), Text.Count(store.Items.Count),
                store.IsHeld ? "[yellow]held[/]" : mode == SyncMode.Plan ? "no" : Text.Count(applied),
                store.Failure is not null ? "[red]stopped[/]" : Text.Count(store.FailedItems));
        }

        output.Write(table);
    }

    private static void WriteStore(IAnsiConsole output, StoreReport store, SyncMode mode, bool allItems, int itemsShown)
    {
        var name = Text.Cell(store.Store.Value);
        if (store.Failure is { } failure)
            output.MarkupLine($"[red]{name}:[/] {Text.Cell(failure)}");
        if (store.IsHeld)
        {
            output.MarkupLine($"[yellow]{name}: held[/] because {Text.Cell(store.Verdict!.HeldBecause)}.");
            output.MarkupLine(mode == SyncMode.Plan
                ? "  `sync` would write nothing to it until a person says so."
                : $"  Nothing was written. Look at the list, then: connector approve {name}, or connector reject {name}");
        }
        else if (store.Failure is null && store.Items.Count == 0)
        {
            output.MarkupLine($"[green]{name}:[/] every number is right already; nothing {(mode == SyncMode.Plan ? "would be" : "was")} written.");
        }
        else if (store.Failure is null && store.FailedItems == 0 && mode != SyncMode.Plan)
        {
            output.MarkupLine($"[green]{name}:[/] {Text.Count(store.Items.Count)} numbers written and confirmed{(store.Count(ItemOutcome.Accepted) is > 0 and var accepted ? $", {accepted} of them not read back" : "")}.");
        }

        var shown = store.Items.Where(item => allItems || item.Outcome != ItemOutcome.Applied).ToList();
        if (store.IsHeld)
            shown = [.. shown.OrderByDescending(item => item.Change.Before - item.Change.After)];
        if (shown.Count > 0)
            WriteItems(output, shown, itemsShown);
    }

    private static void WriteItems(IAnsiConsole output, List<ItemResult> items, int itemsShown)
    {
        var table = new Table().RoundedBorder();
        table.AddColumn("SKU");
        table.AddColumn(new TableColumn("Before").RightAligned());
        table.AddColumn(new TableColumn("After").RightAligned());
        table.AddColumn("Outcome");
        table.AddColumn("Why");
        foreach (var item in items.Take(itemsShown))
        {
            table.AddRow(
                Text.Cell(item.Change.Sku), Text.Number(item.Change.Before), Text.Number(item.Change.After), OutcomeWords.Of(item.Outcome),
                Text.Cell(item.Error is { } error ? error.Message : item.Change.Reason));
        }

        output.Write(table);
        if (items.Count > itemsShown)
            output.WriteLine($"… and {Text.Count(items.Count - itemsShown)} more; --json lists them all.");
    }
}
