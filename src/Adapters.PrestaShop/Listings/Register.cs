namespace Connector.Adapters.PrestaShop.Listings;

/// <summary>The stock rows that were just read and may be written: they need no look before a write.</summary>
internal sealed class Register(TimeProvider time)
{
    // A plan is written within minutes of the reading it was made from.
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(10);

    private readonly Lock sync = new();
    private readonly Dictionary<int, (int Product, int Combination, long At)> rows = [];

    /// <summary>Notes a row that was seen to be writable.</summary>
    public void Note(StockRef place)
    {
        lock (sync)
            rows[place.RowId] = (place.ProductId, place.CombinationId, time.GetTimestamp());
    }

    /// <summary>Whether a row was seen to be writable, and to be this listing's, a short time ago.</summary>
    public bool IsFresh(StockRef place)
    {
        lock (sync)
            return rows.TryGetValue(place.RowId, out var row) && row.Product == place.ProductId && row.Combination == place.CombinationId && time.GetElapsedTime(row.At) < Freshness;
    }

    /// <summary>Forgets a row about which something was wrong.</summary>
    public void Forget(StockRef place)
    {
        lock (sync)
            rows.Remove(place.RowId);
    }

    /// <summary>Forgets everything, before a new reading.</summary>
    public void Clear()
    {
        lock (sync)
            rows.Clear();
    }
}
