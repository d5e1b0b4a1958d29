using System.CommandLine;
using Connector.Core.Ledger;
using Connector.Host.Documents;
using Spectre.Console;

namespace Connector.Host.Cli;

/// <summary><c>history SKU [--store S]</c>: what number is there, why, since when, and who wrote it.</summary>
internal sealed class HistoryVerb : IVerb
{
    private readonly Argument<string> sku = new("SKU") { Description = "The SKU as the store has it." };
    private readonly Option<string?> store = new("--store", "-s") { Description = "One store only." };

    public Command Define() => new("history", "Tells why a SKU holds the number it holds.") { sku, store };

    public async Task<int> RunAsync(CommandContext context, ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var session = await context.OpenSessionAsync().ConfigureAwait(false);
        string[] names = parsed.GetValue(store) is { } name ? [name] : [];
        var wanted = parsed.GetValue(sku)!.Trim();
        var stories = CommandContext.Select(session, names).Select(one => History.Of(session.Ledger, one.Configuration, wanted)).ToList();
        if (context.Json)
            context.Terminal.WriteJson(History.Document(wanted, stories));
        else
            Write(context.Terminal, wanted, stories);
        return ExitCode.Done;
    }

    private static void Write(Terminal terminal, string sku, List<History> stories)
    {
        foreach (var story in stories)
        {
            terminal.Out.MarkupLine($"[bold]{Text.Cell(story.Store.Id.Value)}[/]");
            if (story.Listings.Count == 0)
                terminal.Say($"  no listing carries exactly “{sku}”, as of the last reading; `connector report unmatched` lists what does not match");
            foreach (var listing in story.Listings)
                terminal.Say($"  holds [bold]{Text.Number(listing.Quantity)}[/] (listing {listing.Ref.Value}{(listing.Name is null ? "" : ", " + listing.Name)})");
            foreach (var (level, reason) in story.Levels)
            {
                terminal.Say($"  keyCRM offer {level.Offer}, seen {Text.Moment(level.Observation.At)}: {terminal.Words.Translate(reason)}");
                if (level.MissingSnapshots > 0)
                    terminal.Say($"    missing from the last snapshots: {level.MissingSnapshots}");
            }

            if (story.Entries.Count > 0)
                WriteEntries(terminal, story.Entries);
        }
    }

    private static void WriteEntries(Terminal terminal, IReadOnlyList<JournalEntry> entries)
    {
        var words = terminal.Words;
        var table = words.Table("When", "Run", "Before", "After", "Outcome", "Why");
        foreach (var entry in entries)
        {
            table.AddRow(
                Text.Moment(entry.At), Text.Count((int)entry.Run), Text.Number(entry.Before), Text.Number(entry.After), Text.Cell(words[entry.Outcome]),
                Text.Cell(words.Translate(entry.Reason) + (entry.Message is null ? "" : $" ({words.Translate(entry.Message)})")));
        }

        terminal.Out.WriteTable(table);
    }
}
