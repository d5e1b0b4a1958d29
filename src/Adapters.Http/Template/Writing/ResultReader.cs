using System.Globalization;
using System.Text.Json;
using Connector.Abstractions;
using Connector.Adapters.Http.Template.Paths;
using Connector.Adapters.Http.Template.Site;

namespace Connector.Adapters.Http.Template.Writing;

/// <summary>Finds in an answer what became of each number. What the answer does not name has failed.</summary>
internal sealed class ResultReader(WritePlan plan, SiteErrors errors)
{
    /// <summary>An outcome for each write, in order.</summary>
    /// <exception cref="PathMissingException">The answer has another shape.</exception>
    public StockOutcome[] Read(IReadOnlyList<Write> writes, SiteAnswer answer)
    {
        if (plan.Result is not { } result)
            return Without(writes, answer);
        if (answer.Json?.RootElement is not { } root)
        {
            // An answer without a body (204) says yes to the one number that was sent, and nothing more.
            return plan.IsSingle && result.Status is null ? [Outcomes.Accepted(writes[0].Change)] : throw new PathMissingException("the answer is empty");
        }

        var found = new (PathMatch Entry, ResultEntries From)?[writes.Count];
        Match(writes, root, result, found);
        if (plan.Errors is { } failures)
            Match(writes, root, failures, found);
        return [.. writes.Select((write, i) => found[i] is { } one ? Judge(write, one.Entry, one.From) : Missing(write))];
    }

    private StockOutcome[] Without(IReadOnlyList<Write> writes, SiteAnswer answer)
    {
        var found = new (PathMatch Entry, ResultEntries From)?[writes.Count];
        if (plan.Errors is { } failures && answer.Json?.RootElement is { } root)
            Match(writes, root, failures, found);
        return [.. writes.Select((write, i) => found[i] is { } one ? Judge(write, one.Entry, one.From) : Outcomes.Accepted(write.Change))];
    }

    private void Match(IReadOnlyList<Write> writes, JsonElement root, ResultEntries entries, (PathMatch Entry, ResultEntries From)?[] found)
    {
        foreach (var entry in Entries(root, entries))
        {
            var key = Key(entry, entries);
            for (var i = 0; i < writes.Count; i++)
            {
                if (!IsOf(key, entries, writes[i], i))
                    continue;
                // Named twice: the worse word counts, and a list of failures outweighs the other.
                if (found[i] is not { } before || entries == plan.Errors || Meaning(entry, entries) > Meaning(before.Entry, before.From))
                    found[i] = (entry, entries);
            }
        }
    }

    // A list of failures may be absent, and so may the list of successes beside it.
    private List<PathMatch> Entries(JsonElement root, ResultEntries entries)
    {
        if (entries.Items is null)
            return [PathMatch.Of(root)];
        try
        {
            return entries.Items.FindAll(root).All;
        }
        catch (PathMissingException) when (plan.Errors is not null)
        {
            return [];
        }
    }

    private static string? Key(PathMatch entry, ResultEntries entries) =>
        (entries.Ref ?? entries.Index ?? entries.Sku) is { } path ? Text(path, entry) : null;

    private static bool IsOf(string? key, ResultEntries entries, Write write, int place)
    {
        if (entries.Ref is not null)
            return key == write.Id;
        if (entries.Index is not null)
            return key == place.ToString(CultureInfo.InvariantCulture);
        return entries.Sku is null || key == write.Change.Sku;
    }

    private StockOutcome Judge(Write write, PathMatch entry, ResultEntries entries)
    {
        var change = write.Change;
        // A reference that was given to another product must not pass for this one.
        if (entries is { Ref: not null, Sku: not null } && Text(entries.Sku, entry) is { } sku && sku != change.Sku)
            return Outcomes.Of(change, StockStatus.Gone, "http.other_sku", $"The site answers for {change.Ref} with the SKU {errors.Clean(sku)}, not {change.Sku}. The SKU is looked up again.");
        var said = Said(entry, entries);
        var current = entries.Current is not null && entries.Current.TryFind(entry, out var now) && Scalars.TryNumber(now, out var number) ? number : (decimal?)null;
        return Meaning(entry, entries) switch
        {
            ResultMeaning.Done when current is not null => new StockOutcome { Ref = change.Ref, Status = StockStatus.Applied, Current = current },
            ResultMeaning.Done => Outcomes.Accepted(change),
            ResultMeaning.Unchanged => new StockOutcome { Ref = change.Ref, Status = StockStatus.Unchanged, Current = current },
            ResultMeaning.NotTracked => Outcomes.Of(change, StockStatus.NotTracked, "http.not_tracked", $"The site counts no stock for {change.Sku}{said}.", current),
            ResultMeaning.NotFound => Outcomes.Of(change, StockStatus.Gone, "http.not_found", $"The site does not know {change.Sku}{said}. The SKU is looked up again."),
            ResultMeaning.Rejected => Outcomes.Of(change, StockStatus.Rejected, "http.rejected", $"The site will not take {Scalars.Number(change.Quantity)} for {change.Sku}{said}. It is not sent again until the number changes.", current),
            _ => Outcomes.Of(change, StockStatus.Failed, "http.failed", $"The site did not set {Scalars.Number(change.Quantity)} for {change.Sku}{said}. It is sent again.", current),
        };
    }

    private static ResultMeaning Meaning(PathMatch entry, ResultEntries entries)
    {
        if (entries.Status is null)
            return entries.WithoutWord;
        var word = Text(entries.Status, entry);
        return word is not null && entries.Words.TryGetValue(word, out var meaning) ? meaning : ResultMeaning.Failed;
    }

    private string Said(PathMatch entry, ResultEntries entries)
    {
        var word = entries.Status is null ? null : Text(entries.Status, entry);
        var message = entries.Message is null ? null : Text(entries.Message, entry);
        var said = string.Join(", ", new[] { word, message }.Where(static text => !string.IsNullOrEmpty(text)));
        return said.Length == 0 ? "" : $" (it says: {errors.Clean(said)})";
    }

    private StockOutcome Missing(Write write) => Outcomes.Of(
        write.Change,
        StockStatus.Failed,
        "http.not_answered",
        plan.IsSingle
            ? $"The site's answer is not about {write.Change.Sku}. It is sent again."
            : $"The site's answer does not name {write.Change.Sku}, so its number does not count as set. It is sent again.");

    private static string? Text(JsonPath path, PathMatch entry) => path.TryFind(entry, out var found) ? Scalars.Text(found) : null;
}
