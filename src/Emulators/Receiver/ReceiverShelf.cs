namespace Connector.Emulators.Receiver;

/// <summary>The articles of an emulated site, and every number that was ever written.</summary>
internal sealed class ReceiverShelf
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<long, ReceiverGoods> goods = [];
    private readonly Dictionary<string, List<long>> bySku = new(StringComparer.Ordinal);
    private readonly List<(string Sku, decimal Quantity)> written = [];
    private long lastId;

    /// <summary>Told of every number that is written, while nobody else can write.</summary>
    public event Action<string, decimal>? Wrote;

    /// <summary>In the order in which they were added.</summary>
    public IReadOnlyList<ReceiverGoods> Goods => Locked(() => goods.Values.ToList());

    /// <summary>In the order in which they were written.</summary>
    public IReadOnlyList<(string Sku, decimal Quantity)> Written => Locked(() => written.ToList());

    public long Add(string sku, decimal quantity, bool isTracked) => Locked(() =>
    {
        goods[++lastId] = new ReceiverGoods { Id = lastId, Sku = sku, Quantity = quantity, IsTracked = isTracked };
        if (!bySku.TryAdd(sku, [lastId]))
            bySku[sku].Add(lastId);
        return lastId;
    });

    public void Remove(string sku) => Locked(() => bySku.Remove(sku, out var ids) ? ids.Count(goods.Remove) : 0);

    /// <summary>The articles of a SKU, compared letter by letter.</summary>
    public IReadOnlyList<ReceiverGoods> Find(string sku) => Locked(() => Of(sku));

    /// <summary>Does something to the articles of a SKU while nobody else does.</summary>
    /// <param name="sku">The SKU, compared letter by letter.</param>
    /// <param name="work">Given the articles, and what writes one of them.</param>
    public T With<T>(string sku, Func<IReadOnlyList<ReceiverGoods>, Action<ReceiverGoods>, T> work) => Locked(() =>
        work(Of(sku), one =>
        {
            goods[one.Id] = one;
            written.Add((one.Sku, one.Quantity));
            Wrote?.Invoke(one.Sku, one.Quantity);
        }));

    private List<ReceiverGoods> Of(string sku) => bySku.TryGetValue(sku, out var ids) ? ids.ConvertAll(id => goods[id]) : [];

    private T Locked<T>(Func<T> read)
    {
        lock (gate)
            return read();
    }
}
