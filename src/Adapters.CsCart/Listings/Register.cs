using System.Text;
using Connector.Abstractions;

namespace Connector.Adapters.CsCart.Listings;

/// <summary>
/// What was read lately, so that a number is sent without another look only to a row that was just seen with its SKU, and so
/// that a search knows how the shop spells a SKU and in which product a combination is.
/// </summary>
internal sealed class Register(TimeProvider time)
{
    /// <summary>How long a reading stands for what the shop holds.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(15);

    private readonly Lock gate = new();
    private readonly Dictionary<ListingRef, Entry> entries = [];
    private readonly Dictionary<string, List<ListingRef>> places = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A SKU as it is compared when searching: the host trims and normalises, and may ignore case.</summary>
    public static string Key(string sku) => sku.Trim().Normalize(NormalizationForm.FormC);

    /// <summary>Remembers a row that was read.</summary>
    public void Saw(ShopRow row)
    {
        var reference = row.Ref.Listing;
        lock (gate)
        {
            var before = entries.GetValueOrDefault(reference);
            if (before is null || before.Row.Code != row.Code)
            {
                if (!places.TryGetValue(Key(row.Code), out var there))
                    places[Key(row.Code)] = there = [];
                if (!there.Contains(reference))
                    there.Add(reference);
            }

            // A number that was sent and is not there: the shop may not take it, and is watched from now on.
            var isSuspect = before?.Sent is { } sent ? row.Amount is { } amount && amount != sent : before?.IsSuspect ?? false;
            entries[reference] = new Entry(row.Ref.Kind == ItemKind.Product ? row with { Name = "" } : row, time.GetTimestamp(), null, isSuspect);
        }
    }

    /// <summary>What is known of a row, if it was read lately.</summary>
    public Entry? Fresh(ListingRef reference)
    {
        lock (gate)
            return entries.GetValueOrDefault(reference) is { } entry && time.GetElapsedTime(entry.ReadAt) < GoodFor ? entry : null;
    }

    /// <summary>Whether a row once did not hold what the shop had said yes to.</summary>
    public bool IsSuspect(ListingRef reference) => Locked(() => entries.GetValueOrDefault(reference)?.IsSuspect ?? false);

    /// <summary>Remembers that the shop said yes to a number without showing it.</summary>
    public void Sent(ListingRef reference, decimal amount) => Change(reference, entry => entry with { Sent = amount });

    /// <summary>Remembers a row as it was read back after a write.</summary>
    /// <param name="row">The row.</param>
    /// <param name="isSuspect">Whether it does not hold what was sent.</param>
    public void Settled(ShopRow row, bool isSuspect)
    {
        Saw(row);
        Change(row.Ref.Listing, entry => entry with { IsSuspect = isSuspect });
    }

    /// <summary>Forgets a row that is gone.</summary>
    public void Forget(ListingRef reference)
    {
        lock (gate)
        {
            if (entries.Remove(reference, out var entry) && places.TryGetValue(Key(entry.Row.Code), out var there))
                there.Remove(reference);
        }
    }

    /// <summary>Forgets what a whole reading that began then did not see.</summary>
    /// <param name="timestamp">The clock's count at the beginning.</param>
    public void ForgetBefore(long timestamp)
    {
        foreach (var gone in Locked(() => entries.Where(pair => pair.Value.ReadAt < timestamp).Select(pair => pair.Key).ToList()))
            Forget(gone);
    }

    /// <summary>The rows that carry a SKU, however it is spelt.</summary>
    public IReadOnlyList<ShopRow> With(string sku) => Locked<IReadOnlyList<ShopRow>>(() => places.TryGetValue(Key(sku), out var there)
        ? [.. there.Select(reference => entries[reference].Row).Where(row => Key(row.Code).Equals(Key(sku), StringComparison.OrdinalIgnoreCase))]
        : []);

    private void Change(ListingRef reference, Func<Entry, Entry> change)
    {
        lock (gate)
        {
            if (entries.TryGetValue(reference, out var entry))
                entries[reference] = change(entry);
        }
    }

    private T Locked<T>(Func<T> read)
    {
        lock (gate)
            return read();
    }

    /// <summary>A row and when it was read.</summary>
    /// <param name="Row">As the shop showed it.</param>
    /// <param name="ReadAt">The clock's count.</param>
    /// <param name="Sent">What the shop said yes to since.</param>
    /// <param name="IsSuspect">Whether it did not hold what it had said yes to.</param>
    internal sealed record Entry(ShopRow Row, long ReadAt, decimal? Sent, bool IsSuspect);
}
