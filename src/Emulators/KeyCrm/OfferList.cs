using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Connector.Emulators.KeyCrm;

/// <summary>
/// Offers in the account's own order, found by id and by SKU without looking at the others. Not thread-safe: the catalogue
/// holds its lock around every call.
/// </summary>
internal sealed class OfferList
{
    private readonly List<Slot> _order = [];
    private readonly Dictionary<long, Slot> _byId = [];
    private readonly Dictionary<string, List<Slot>> _bySku = new(StringComparer.OrdinalIgnoreCase);

    public int Count => _order.Count;

    public long LargestId { get; private set; }

    public IEnumerable<KeyCrmOffer> All => _order.Select(static slot => slot.Offer);

    public bool TryFind(long id, [NotNullWhen(true)] out KeyCrmOffer? offer)
    {
        offer = _byId.TryGetValue(id, out var slot) ? slot.Offer : null;
        return offer is not null;
    }

    public List<KeyCrmOffer> Range(int skip, int take)
    {
        var from = Math.Min(skip, _order.Count);
        var count = Math.Min(take, _order.Count - from);
        var range = new List<KeyCrmOffer>(count);
        foreach (var slot in CollectionsMarshal.AsSpan(_order).Slice(from, count))
            range.Add(slot.Offer);
        return range;
    }

    public void Insert(int position, KeyCrmOffer offer)
    {
        var slot = new Slot { Offer = offer };
        if (!_byId.TryAdd(offer.Id, slot))
            throw new ArgumentException($"Offer {offer.Id} is in the catalogue already; ids are unique within an account.", nameof(offer));

        if (position == _order.Count)
        {
            slot.Rank = position == 0 ? 0 : _order[^1].Rank + 1;
            _order.Add(slot);
        }
        else
        {
            _order.Insert(position, slot);
            for (var i = 0; i < _order.Count; i++)
                _order[i].Rank = i;
        }

        LargestId = Math.Max(LargestId, offer.Id);
        IndexSku(slot);
    }

    public void Remove(KeyCrmOffer offer)
    {
        _byId.Remove(offer.Id, out var slot);
        UnindexSku(slot!);
        _order.RemoveAt(_order.BinarySearch(slot!, Slot.ByRank));
    }

    public void Replace(KeyCrmOffer offer)
    {
        var slot = _byId[offer.Id];
        UnindexSku(slot);
        slot.Offer = offer;
        IndexSku(slot);
    }

    /// <summary>The offers that match, in the order asked for. Named ids and SKUs are looked up, anything else is searched.</summary>
    public IReadOnlyList<KeyCrmOffer> Select(OfferSelection selection)
    {
        var slots = Candidates(selection).Where(slot => selection.Matches(slot.Offer));
        var ordered = selection switch
        {
            { SortBy: { } key, Descending: true } => slots.OrderByDescending(slot => key(slot.Offer)),
            { SortBy: { } key } => slots.OrderBy(slot => key(slot.Offer)),
            _ => slots.OrderBy(static slot => slot.Rank),
        };
        return [.. ordered.Select(static slot => slot.Offer)];
    }

    private IEnumerable<Slot> Candidates(OfferSelection selection)
    {
        var byId = selection.Ids?.Select(_byId.GetValueOrDefault).OfType<Slot>();
        var bySku = selection.Skus?.SelectMany(sku => _bySku.GetValueOrDefault(sku, []));
        return (byId, bySku) switch
        {
            (null, null) => _order,
            (null, { }) => bySku.Distinct(),
            ({ }, null) => byId,
            _ => byId.Concat(bySku).Distinct(),
        };
    }

    private void IndexSku(Slot slot)
    {
        if (string.IsNullOrEmpty(slot.Offer.Sku))
            return;
        if (!_bySku.TryGetValue(slot.Offer.Sku, out var slots))
            _bySku[slot.Offer.Sku] = slots = [];
        slots.Add(slot);
    }

    private void UnindexSku(Slot slot)
    {
        if (!string.IsNullOrEmpty(slot.Offer.Sku))
            _bySku[slot.Offer.Sku].Remove(slot);
    }

    private sealed class Slot
    {
        public static readonly IComparer<Slot> ByRank = Comparer<Slot>.Create(static (left, right) => left.Rank.CompareTo(right.Rank));

        public required KeyCrmOffer Offer { get; set; }

        /// <summary>Grows along the order; gaps are left by offers that were removed.</summary>
        public int Rank { get; set; }
    }
}
