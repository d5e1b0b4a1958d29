using Connector.Adapters.File.Feeds;
using Connector.Adapters.File.Storage;

namespace Connector.Adapters.File;

/// <summary>What lies on the disk at one moment.</summary>
internal sealed class FeedState
{
    private readonly Dictionary<string, decimal> numbers = new(StringComparer.Ordinal);

    /// <summary>Puts together what was read.</summary>
    /// <param name="manifest">What the connector says it wrote.</param>
    /// <param name="written">The file that the site reads.</param>
    /// <param name="feed">What is written next, with other numbers: the source, or the file itself.</param>
    /// <param name="shown">The rows of the file that the site reads.</param>
    /// <param name="isStale">Whether the file was made from another source than the one that lies there now.</param>
    /// <param name="hasNumbers">Whether the format tells numbers.</param>
    public FeedState(FeedManifest? manifest, FeedContent? written, Feed feed, Feed? shown, bool isStale, bool hasNumbers)
    {
        Manifest = manifest;
        Written = written;
        Feed = feed;
        IsStale = isStale;
        foreach (var row in shown?.Rows ?? [])
        {
            if ((hasNumbers ? row.Quantity : InWords(row)) is { } number)
                numbers[row.Ref] = number;
        }
    }

    /// <summary>What the connector says it wrote.</summary>
    public FeedManifest? Manifest { get; }

    /// <summary>The file that the site reads.</summary>
    public FeedContent? Written { get; }

    /// <summary>What is written next, with other numbers.</summary>
    public Feed Feed { get; }

    /// <summary>Whether the file was made from another source than the one that lies there now.</summary>
    public bool IsStale { get; }

    /// <summary>SHA-256 of the source; <see langword="null"/> where the file is its own source.</summary>
    public string? SourceFingerprint { get; init; }

    /// <summary>What readers of the file see, by reference, as far as it is known.</summary>
    public IReadOnlyDictionary<string, decimal> Numbers => numbers;

    /// <summary>
    /// A row of a stale file whose number is to be written again although it is right, because every writing brings the whole
    /// file up to its source. One is enough, and the guard still sees the true numbers of all others.
    /// </summary>
    public string? Renewing => IsStale ? Feed.Rows.FirstOrDefault(row => IsOurs(row.Ref) && numbers.ContainsKey(row.Ref))?.Ref : null;

    /// <summary>Whether a number of this row was ever put there by the connector; others follow the source.</summary>
    public bool IsOurs(string reference) => Manifest?.Numbers.ContainsKey(reference) == true;

    // “In stock” may be any number above zero, so also the one that was put there.
    private decimal? InWords(FeedRow row) => row.IsAvailable switch
    {
        false => 0,
        true when Manifest?.Numbers.TryGetValue(row.Ref, out var remembered) == true && remembered > 0 => remembered,
        _ => null,
    };
}
