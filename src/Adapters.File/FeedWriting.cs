using Connector.Abstractions;
using Connector.Adapters.File.Feeds;
using Connector.Adapters.File.Storage;

namespace Connector.Adapters.File;

/// <summary>The changes of one call, gathered before the file is replaced once.</summary>
internal sealed class FeedWriting
{
    private readonly IFeedFormat format;
    private readonly FeedFile target;
    private readonly FeedState state;
    private readonly bool takesAnySku;
    private readonly int decimals;
    private readonly Dictionary<string, FeedRow> rows;
    private readonly Dictionary<string, decimal> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Sku, decimal Quantity)> added = new(StringComparer.Ordinal);
    private readonly List<(string Sku, decimal Quantity)> changed = [];

    public FeedWriting(IFeedFormat format, FeedFile target, FeedState state, bool takesAnySku, int decimals)
    {
        this.format = format;
        this.target = target;
        this.state = state;
        this.takesAnySku = takesAnySku;
        this.decimals = decimals;
        rows = state.Feed.Rows.ToDictionary(row => row.Ref, StringComparer.Ordinal);
        foreach (var reference in rows.Keys.Where(state.IsOurs))
        {
            if (state.Numbers.TryGetValue(reference, out var number))
                numbers[reference] = number;
        }
    }

    /// <summary>Whether the file must be replaced.</summary>
    public bool HasChanges => changed.Count > 0;

    /// <summary>Rows that are new.</summary>
    public int Added => added.Count;

    /// <summary>What changed.</summary>
    public IReadOnlyList<(string Sku, decimal Quantity)> Changed => changed;

    /// <summary>Every number that the connector answers for after the writing, by reference.</summary>
    public IReadOnlyDictionary<string, decimal> Numbers => numbers;

    /// <summary>Checks that files can be made in a folder.</summary>
    /// <exception cref="StoreException">They cannot.</exception>
    public static void TryFolder(string folder)
    {
        var trial = Path.Combine(folder, $".connector-{Guid.NewGuid():N}");
        try
        {
            System.IO.File.WriteAllBytes(trial, []);
            System.IO.File.Delete(trial);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(StoreFailure.Misconfigured, $"The connector's user may not make files in {folder}; the file is replaced by a new one each time, so it must.", exception);
        }
    }

    /// <summary>Takes in one change.</summary>
    public StockOutcome Set(StockChange change)
    {
        var reference = change.Ref.Value;
        if (change.Quantity < 0 || decimal.Round(change.Quantity, decimals) != change.Quantity)
            return Rejected(change, "file.quantity_not_taken", $"{change.Quantity} cannot be written: the file takes numbers from 0 with {decimals} decimal places (option “decimals”).");
        if (rows.TryGetValue(reference, out var row))
        {
            if (row.Sku.Trim() != change.Sku.Trim())
                return new StockOutcome { Ref = change.Ref, Status = StockStatus.Gone, Error = new StoreError { Code = "file.other_sku", Message = $"{reference} carries the SKU “{row.Sku}” now" } };
        }
        else if (!takesAnySku || reference != format.RefOf(change.Sku.Trim()))
        {
            return new StockOutcome { Ref = change.Ref, Status = StockStatus.Gone, Error = new StoreError { Code = "file.gone", Message = $"{reference} is not in the feed any more" } };
        }
        else if (!target.CanHold(change.Sku))
        {
            return Rejected(change, "file.not_in_encoding", $"The SKU “{change.Sku}” has characters that the file's encoding does not know; set the option “encoding” to utf-8.");
        }
        else
        {
            added[reference] = (change.Sku.Trim(), change.Quantity);
        }

        if (!state.IsStale && row is not null && state.Numbers.TryGetValue(reference, out var before) && before == change.Quantity)
            return new StockOutcome { Ref = change.Ref, Status = StockStatus.Unchanged, Current = before };
        numbers[reference] = change.Quantity;
        changed.Add((change.Sku.Trim(), change.Quantity));
        return new StockOutcome { Ref = change.Ref, Status = StockStatus.Applied, Current = change.Quantity };
    }

    /// <summary>
    /// The whole text after the changes. The numbers that the connector answers for are all in it, also where the source's
    /// program has meanwhile written others.
    /// </summary>
    public string Text(IEnumerable<TextEdit> further)
    {
        var feed = state.Feed;
        var edits = feed.Rows.Where(row => numbers.TryGetValue(row.Ref, out var number) && row.Quantity != number).SelectMany(row => row.Edits(numbers[row.Ref])).Concat(further);
        if (added.Count > 0)
        {
            var lineEnd = feed.End > 0 && feed.End == feed.Text.Length && feed.Text[^1] != '\n' ? "\r\n" : "";
            edits = edits.Append(new TextEdit(feed.End, 0, lineEnd + string.Concat(added.Values.Select(row => format.Row(row.Sku, row.Quantity)))));
        }

        return TextEdit.Apply(feed.Text, edits);
    }

    private static StockOutcome Rejected(StockChange change, string code, string message) =>
        new() { Ref = change.Ref, Status = StockStatus.Rejected, Error = new StoreError { Code = code, Message = message } };
}
