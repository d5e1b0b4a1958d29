using System.CommandLine;
using System.Text.Json.Nodes;
using Connector.Abstractions;
using Connector.Core.Ledger;
using Connector.Core.Matching;
using Connector.Core.Stock;
using Connector.Host.Configuration;
using Connector.Host.Runtime;
using Spectre.Console;

namespace Connector.Host.Cli;

/// <summary><c>history SKU [--store S]</c>: what number is there, why, since when, and who wrote it.</summary>
internal sealed class HistoryVerb : IVerb
{
    private const int EntriesShown = 20;

    private readonly Argument<string> sku = new("SKU") { Description = "The SKU as the store has it." };
    private readonly Option<string?> store = new("--store", "-s") { Description = "One store only." };

    private sealed record Story(StoreConfiguration Store, IReadOnlyList<Listing> Listings, IReadOnlyList<(Level Level, string Reason)> Levels, IReadOnlyList<JournalEntry> Entries);

    public Command Define() => new("history", "Tells why a SKU holds the number it holds.") { sku, store };

    public async Task<int> RunAsync(CommandContext context, ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var session = await context.OpenSessionAsync().ConfigureAwait(false);
        string[] names = parsed.GetValue(store) is { } name ? [name] : [];
        var wanted = parsed.GetValue(sku)!.Trim();
        var stories = CommandContext.Select(session, names).Select(one => Tell(session, one.Configuration, wanted)).ToList();
        if (context.Json)
            context.Terminal.WriteJson(Document(wanted, stories));
        else
            Write(context.Terminal, wanted, stories);
        return ExitCode.Done;
    }

    private static Story Tell(ConnectorSession session, StoreConfiguration store, string sku)
    {
        var calculator = new StockCalculator(store.Stock, text => SkuKey.Of(text, store.Match));
        var crmSkus = store.Match.Aliases.Where(alias => alias.Value == sku).Select(alias => alias.Key).Append(sku);
        return new Story(
            store,
            session.Ledger.Listings.FindBySku(store.Id, sku),
            [.. crmSkus.SelectMany(crmSku => session.Ledger.Levels.FindBySku(store.Account, crmSku)).Select(level => (level, calculator.Explain(level, sku)))],
            session.Ledger.Journal.History(sku, store.Id, EntriesShown));
    }

    private static JsonObject Document(string sku, List<Story> stories) => new()
    {
        ["ok"] = true,
        ["sku"] = sku,
        ["stores"] = new JsonObject(stories.Select(story => KeyValuePair.Create(story.Store.Id.Value, (JsonNode?)new JsonObject
        {
            ["listings"] = new JsonArray([.. story.Listings.Select(listing => new JsonObject { ["ref"] = listing.Ref.Value, ["quantity"] = listing.Quantity, ["name"] = listing.Name })]),
            ["levels"] = new JsonArray([.. story.Levels.Select(one => new JsonObject
            {
                ["offer"] = one.Level.Offer,
                ["quantity"] = one.Level.Quantity,
                ["reserve"] = one.Level.Reserve,
                ["observedAt"] = one.Level.Observation.At,
                ["missingSnapshots"] = one.Level.MissingSnapshots,
                ["reason"] = one.Reason,
            })]),
            ["journal"] = new JsonArray([.. story.Entries.Select(entry => new JsonObject
            {
                ["at"] = entry.At,
                ["run"] = entry.Run,
                ["ref"] = entry.Ref,
                ["before"] = entry.Before,
                ["after"] = entry.After,
                ["outcome"] = entry.Outcome,
                ["reason"] = entry.Reason,
                ["observedAt"] = entry.Observation.At,
                ["current"] = entry.Current,
                ["code"] = entry.Code,
                ["message"] = entry.Message,
            })]),
        }))),
    };

    private static void Write(Terminal terminal, string sku, List<Story> stories)
    {
        foreach (var story in stories)
        {
            terminal.Out.MarkupLine($"[bold]{Text.Cell(story.Store.Id.Value)}[/]");
            if (story.Listings.Count == 0)
                terminal.Out.MarkupLine($"  no listing carries exactly “{Text.Cell(sku)}”, as of the last reading; `connector report unmatched` lists what does not match");
            foreach (var listing in story.Listings)
                terminal.Out.MarkupLine($"  holds [bold]{Text.Number(listing.Quantity)}[/] (listing {Text.Cell(listing.Ref.Value)}{(listing.Name is null ? "" : ", " + Text.Cell(listing.Name))})");
            foreach (var (level, reason) in story.Levels)
            {
                terminal.Out.MarkupLine($"  keyCRM offer {level.Offer}, seen {Text.Moment(level.Observation.At)}: {Text.Cell(reason)}"
                    + (level.MissingSnapshots > 0 ? $"; missing from the last {level.MissingSnapshots} snapshots" : ""));
            }

            if (story.Entries.Count > 0)
                WriteEntries(terminal, story.Entries);
        }
    }

    private static void WriteEntries(Terminal terminal, IReadOnlyList<JournalEntry> entries)
    {
        var table = new Table().RoundedBorder();
        table.AddColumns("When", "Run", "Before", "After", "Outcome", "Why");
        foreach (var entry in entries)
        {
            table.AddRow(
                Text.Moment(entry.At), Text.Count((int)entry.Run), Text.Number(entry.Before), Text.Number(entry.After), Text.Cell(entry.Outcome),
                Text.Cell(entry.Reason + (entry.Message is null ? "" : $" ({entry.Message})")));
        }

        terminal.Out.Write(table);
    }
}
