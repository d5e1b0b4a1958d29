using System.Diagnostics.CodeAnalysis;
using Connector.Abstractions;

namespace Connector.Core.Matching;

/// <summary>
/// The listings of one store by SKU key. Holds what planning needs and nothing else: a million listings are to fit beside
/// their offers in a gigabyte.
/// </summary>
[SuppressMessage("Naming", "CA1711", Justification = "An index is what it is.")]
public sealed class ListingIndex
{
    private const int None = -1;

    private readonly MatchRule rule;
    private readonly List<Entry> entries = [];
    private readonly Dictionary<string, int> heads = new(StringComparer.Ordinal);

    /// <summary>An empty index.</summary>
    /// <param name="rule">How this store's SKUs are compared.</param>
    public ListingIndex(MatchRule rule) => this.rule = rule;

    /// <summary>Listings added.</summary>
    public int Count => entries.Count;

    /// <summary>The first listing of every SKU key, in the order of adding.</summary>
    public IEnumerable<int> Heads
    {
        get
        {
            for (var i = 0; i < entries.Count; i++)
            {
                if (entries[i].IsHead)
                    yield return i;
            }
        }
    }

    /// <summary>Adds a listing. One with an empty SKU is counted and never matches.</summary>
    /// <param name="listing">The listing.</param>
    /// <param name="isDoubtful">Whether its number is a memory so old that it is to be put there again even if it fits.</param>
    public void Add(Listing listing, bool isDoubtful = false)
    {
        var key = SkuKey.Of(listing.Sku, rule);
        var position = entries.Count;
        var isHead = key is not null && heads.TryAdd(key, position);
        entries.Add(new Entry(listing.Ref.Value, listing.Sku, listing.Parent?.Value, listing.Quantity, listing.TracksStock, key is null, isHead) { IsDoubtful = isDoubtful });
        if (key is not null && !isHead)
        {
            var head = heads[key];
            var first = entries[head];
            entries[position] = entries[position] with { Next = first.Next };
            entries[head] = first with { Next = position };
        }
    }

    /// <summary>The first listing that carries a SKU.</summary>
    /// <param name="sku">keyCRM's SKU, already translated by the aliases.</param>
    /// <returns>Its position, or -1.</returns>
    public int Find(string? sku) =>
        SkuKey.Of(sku, rule) is { } key && heads.TryGetValue(key, out var head) ? head : None;

    /// <summary>The positions of all listings that share the SKU of <paramref name="head"/>.</summary>
    public IEnumerable<int> Group(int head)
    {
        for (var i = head; i != None; i = entries[i].Next)
            yield return i;
    }

    /// <summary>Whether more than one listing shares the SKU of <paramref name="head"/>.</summary>
    public bool IsShared(int head) => entries[head].Next != None;

    /// <summary>The listing at a position.</summary>
    public Entry this[int position] => entries[position];

    /// <summary>What planning needs of a listing.</summary>
    /// <param name="Ref">The adapter's reference.</param>
    /// <param name="Sku">As the store has it.</param>
    /// <param name="Parent">The reference of the listing it is a variant of.</param>
    /// <param name="Quantity">What the store holds; <see langword="null"/> for nothing.</param>
    /// <param name="TracksStock">Whether the store counts stock for it.</param>
    /// <param name="IsBlank">Whether its SKU is empty.</param>
    /// <param name="IsHead">Whether it is the first of its SKU.</param>
    public readonly record struct Entry(
        string Ref, string Sku, string? Parent, decimal? Quantity, bool TracksStock, bool IsBlank, bool IsHead)
    {
        /// <summary>Whether its number is a memory so old that it is to be put there again even if it fits.</summary>
        public bool IsDoubtful { get; init; }

        internal int Next { get; init; } = None;
    }
}
