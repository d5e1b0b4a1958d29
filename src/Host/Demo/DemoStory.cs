using Connector.Core.Sync;
using Connector.Emulators.Faults;
using Connector.Emulators.KeyCrm;
using Connector.Host.Cli;
using Connector.Host.Runtime;
using Spectre.Console;
using Text = Connector.Host.Cli.Text;

namespace Connector.Host.Demo;

/// <summary>
/// The whole product on emulated services, step by step: a first pass, a pass without differences, a sale, an account that
/// seems to have lost everything, and a shop that refuses a number. Every step is checked from outside.
/// </summary>
internal sealed class DemoStory(Terminal terminal, IAnsiConsole output, DemoWorld world, ConnectorSession session, CancellationToken cancellationToken)
{
    private int step;
    private bool isRight = true;

    /// <summary>Plays the story.</summary>
    /// <returns>Whether everything came out exactly right.</returns>
    public async Task<bool> PlayAsync()
    {
        await FirstPassAsync().ConfigureAwait(false);
        await NothingToDoAsync().ConfigureAwait(false);
        await SaleAsync().ConfigureAwait(false);
        await MassZeroAsync().ConfigureAwait(false);
        await BadPageAsync().ConfigureAwait(false);
        await FailureAsync().ConfigureAwait(false);
        return isRight;
    }

    private async Task FirstPassAsync()
    {
        Tell("First pass", "The shops were kept by hand: one number in eight is wrong. keyCRM is read once for all of them; each has its own rule.");
        var outcome = await SyncAsync().ConfigureAwait(false);
        Check(outcome.Stores.All(store => store.IsConverged && store.Items.Count > 0), "every shop took its changes");
        CheckNumbers();
    }

    private async Task NothingToDoAsync()
    {
        Tell("Second pass", "Nothing has changed, so nothing may be written.");
        var outcome = await SyncAsync().ConfigureAwait(false);
        Check(outcome.Stores.All(store => store.IsConverged && store.Items.Count == 0), "no number was written");
    }

    private async Task SaleAsync()
    {
        var sold = Sellable().Take(3).ToList();
        Tell("A sale", $"Three offers are reserved in keyCRM: {string.Join(", ", sold.Select(offer => offer.Sku))}. Only what differs is written.");
        foreach (var offer in sold)
            world.KeyCrm.Catalogue.Reserve(offer.Id, 1, CsvShop.Warehouse);
        var outcome = await SyncAsync(showItems: true).ConfigureAwait(false);
        Check(outcome.Stores.Sum(store => store.Items.Count) <= 3 * world.Shops.Count && outcome.Stores.Any(store => store.Items.Count > 0), "only these offers were written");
        CheckNumbers();
    }

    private async Task MassZeroAsync()
    {
        Tell("Everything at zero", "Somebody imports an empty stock list into keyCRM. The guard holds the plans: no shop is emptied unless a person says so.");
        var before = world.Offers();
        var held = world.Shops.ToDictionary(shop => shop.Store, shop => shop.Read());
        world.KeyCrm.Catalogue.SetStocks(before.SelectMany(offer => offer.Stocks.Select(stock =>
            new KeyCrmStockChange { OfferId = offer.Id, WarehouseId = stock.WarehouseId, Quantity = 0, Reserve = 0 })));
        var outcome = await SyncAsync().ConfigureAwait(false);
        Check(outcome.Stores.All(store => store.IsHeld), "every plan is held");
        Check(world.Shops.All(shop => Same(shop.Read(), held[shop.Store])), "no number in any shop has changed");

        Say("The import is put right in keyCRM; the next pass drops the held plans by itself.");
        world.KeyCrm.Catalogue.SetStocks(before.SelectMany(offer => offer.Stocks.Select(stock =>
            new KeyCrmStockChange { OfferId = offer.Id, WarehouseId = stock.WarehouseId, Quantity = stock.Quantity, Reserve = stock.Reserve })));
        outcome = await SyncAsync().ConfigureAwait(false);
        Check(outcome.Stores.All(store => store.IsConverged), "nothing is held any more");
        CheckNumbers();
    }

    private async Task BadPageAsync()
    {
        Tell("A bad page", "keyCRM answers one page with a web page instead of data, and cuts another in the middle. Both are asked for again.");
        world.KeyCrm.Faults.OnPage(2, HttpFault.Html(200));
        world.KeyCrm.Faults.OnPage(1, HttpFault.CutBody());
        var outcome = await SyncAsync().ConfigureAwait(false);
        Check(outcome.Accounts.Values.All(scan => scan.IsComplete), "the snapshot is proven whole all the same");
        CheckNumbers();
    }

    private async Task FailureAsync()
    {
        var sold = Sellable().Where(offer => world.Site.Read().ContainsKey(offer.Sku!.Trim())).Skip(4).Take(4).ToList();
        var broken = sold[0].Sku!.Trim();
        Tell("A shop that refuses", $"The site refuses every number for {broken}. The other numbers arrive; this one is reported and kept for the next pass.");
        world.Site.Break(broken);
        foreach (var offer in sold)
            world.KeyCrm.Catalogue.Reserve(offer.Id, 1, CsvShop.Warehouse);
        var outcome = await SyncAsync().ConfigureAwait(false);
        Check(outcome.Stores.Sum(store => store.FailedItems) == 1, "one number failed, with its reason, and no other");
        Check(world.Differences().Count == 1, "everything else is right");

        Say("The site is mended; the next pass does the rest.");
        world.Site.Mend();
        outcome = await SyncAsync().ConfigureAwait(false);
        Check(outcome.Stores.All(store => store.IsConverged), "nothing fails any more");
        CheckNumbers();
    }

    // Offers of which the site and the CSV shop show fewer after a sale.
    private IEnumerable<KeyCrmOffer> Sellable()
    {
        var site = world.Site.Read();
        var csv = world.Csv.Read();
        return world.Offers().Where(offer =>
            site.TryGetValue(offer.Sku!.Trim(), out var inSite) && inSite > 2
            && csv.TryGetValue(offer.Sku!.Trim(), out var inCsv) && inCsv is > 2 and < CsvShop.Most);
    }

    private async Task<SyncOutcome> SyncAsync(bool showItems = false)
    {
        var outcome = await SyncProgress.ShowAsync(
            terminal,
            progress => new SyncRunner(session).RunAsync(session.Stores, SyncMode.Apply, progress, cancellationToken)).ConfigureAwait(false);
        SyncTables.Write(output, terminal.Words, outcome, SyncMode.Apply, showItems, itemsShown: 6);
        return outcome;
    }

    private void CheckNumbers()
    {
        var differences = world.Differences();
        Check(differences.Count == 0, $"every shop holds exactly what its rule makes of keyCRM ({Text.Count(world.Shops.Sum(shop => shop.Read().Count))} listings compared)");
        foreach (var (store, sku, holds, expected) in differences.Take(5))
            Say($"{store}: {sku} holds {holds}, should hold {expected}");
    }

    private void Check(bool fact, string what)
    {
        isRight &= fact;
        output.MarkupLine($"  {(fact ? "[green]✓[/]" : $"[red]{terminal.Words["✗ not so:"]}[/]")} {Text.Cell(terminal.Words.Translate(what))}");
    }

    private void Tell(string title, string text)
    {
        output.WriteLine();
        output.MarkupLine($"[bold]{++step}. {Text.Cell(terminal.Words[title])}.[/] {Text.Cell(terminal.Words.Translate(text))}");
    }

    private void Say(string text) => output.MarkupLine($"  {Text.Cell(terminal.Words.Translate(text))}");

    private static bool Same(IReadOnlyDictionary<string, decimal> left, IReadOnlyDictionary<string, decimal> right) =>
        left.Count == right.Count && left.All(pair => right.TryGetValue(pair.Key, out var other) && other == pair.Value);
}
