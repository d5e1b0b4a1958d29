namespace Connector.Emulators.Receiver;

/// <summary>The articles of an emulated site, and every number that was ever written.</summary>
internal sealed class ReceiverShelf
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<long, ReceiverGoods> goods = [];
    private readonly List<(string Sku, decimal Quantity)> written = [];
    private long lastId;

    /// <summary>In the order in which they were added.</summary>
    public IReadOnlyList<ReceiverGoods> Goods => Locked(() => goods.Values.ToList());

    /// <summary>In the order in which they were written.</summary>
    public IReadOnlyList<(string Sku, decimal Quantity)> Written => Locked(() => written.ToList());

    public long Add(string sku, decimal quantity, bool isTracked) => Locked(() =>
    {
        goods[++lastId] = new ReceiverGoods { Id = lastId, Sku = sku, Quantity = quantity, IsTracked = isTracked };
        return lastId;
    });

    public void Remove(string sku) => Locked(() => goods.Values.Where(one => one.Sku == sku).Select(one => one.Id).ToList().Count(goods.Remove));

    /// <summary>Does something to the articles of a SKU while nobody else does.</summary>
    /// <param name="sku">The SKU, compared letter by letter.</param>
    /// <param name="work">Given the articles, and what writes one of them.</param>
    public T With<T>(string sku, Func<IReadOnlyList<ReceiverGoods>, Action<ReceiverGoods>, T> work) => Locked(() =>
        work([.. goods.Values.Where(one => one.Sku == sku)], one =>
        {
            goods[one.Id] = one;
            written.Add((one.Sku, one.Quantity));
        }));

    private T Locked<T>(Func<T> read)
    {
        lock (gate)
            return read();
    }
}
