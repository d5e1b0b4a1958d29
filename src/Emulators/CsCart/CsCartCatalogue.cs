using System.Globalization;
using System.Text;

namespace Connector.Emulators.CsCart;

/// <summary>The products, variations and combinations of an emulated shop. Safe for several threads.</summary>
public sealed class CsCartCatalogue
{
    /// <summary>The largest number that the shop's column holds (MEDIUMINT); larger ones are cut down to it, without a word.</summary>
    public const long MostAmount = 8_388_607;

    private readonly Lock _lock = new();
    private readonly SortedDictionary<long, CsCartProduct> _products = [];
    private readonly Dictionary<string, CsCartCombination> _combinations = new(StringComparer.Ordinal);
    private readonly CsCartGeneration _generation;
    private long _lastId = 9;

    internal CsCartCatalogue(CsCartGeneration generation) => _generation = generation;

    /// <summary>Everything that is a row of products, in the order of the ids.</summary>
    public IReadOnlyList<CsCartProduct> Products => Locked(() => _products.Values.ToList());

    /// <summary>Every combination, by product and position.</summary>
    public IReadOnlyList<CsCartCombination> Combinations =>
        Locked(() => _combinations.Values.OrderBy(static one => one.Product).ThenBy(static one => one.Position).ToList());

    /// <summary>A product or variation; null if there is none.</summary>
    public CsCartProduct? Find(long id) => Locked(() => _products.GetValueOrDefault(id));

    /// <summary>A combination; null if there is none.</summary>
    public CsCartCombination? FindCombination(string hash) => Locked(() => _combinations.GetValueOrDefault(hash));

    /// <summary>The stock of a product or variation that is there.</summary>
    public long AmountOf(long id) => (Find(id) ?? throw new KeyNotFoundException($"product {id}")).Amount;

    /// <summary>The stock of a combination that is there.</summary>
    public long AmountOf(string hash) => (FindCombination(hash) ?? throw new KeyNotFoundException($"combination {hash}")).Amount;

    /// <summary>A product.</summary>
    /// <param name="code">Its SKU; may be empty.</param>
    /// <param name="amount">Its stock.</param>
    /// <param name="with">What else is special: tracking, company, status, warehouses.</param>
    /// <returns>Its id.</returns>
    public long AddProduct(string code, long amount, Func<CsCartProduct, CsCartProduct>? with = null)
    {
        lock (_lock)
        {
            var product = new CsCartProduct { Id = ++_lastId, Code = code, Amount = amount, Name = $"Product {code}" };
            _products.Add(product.Id, (with?.Invoke(product) ?? product) with { Id = product.Id });
            return product.Id;
        }
    }

    /// <summary>A variation: 4.10 and later a product of the same group, before that a row that only its own entity shows.</summary>
    /// <returns>Its id.</returns>
    public long AddVariation(long parent, string code, long amount, Func<CsCartProduct, CsCartProduct>? with = null)
    {
        lock (_lock)
        {
            var isGroup = _generation == CsCartGeneration.V4_18;
            var head = _products[parent];
            _products[parent] = head with { Type = isGroup ? "P" : "C", Group = isGroup ? parent : 0 };
            return AddProduct(code, amount, product =>
            {
                var child = product with { Type = "V", Parent = parent, Group = isGroup ? parent : 0, Company = head.Company };
                return with?.Invoke(child) ?? child;
            });
        }
    }

    /// <summary>A combination of options; its product then counts by combinations (<c>O</c>).</summary>
    /// <returns>Its hash.</returns>
    public string AddCombination(long product, string code, long amount)
    {
        lock (_lock)
        {
            _products[product] = _products[product] with { Tracking = "O" };
            var position = _combinations.Values.Count(one => one.Product == product);
            var hash = (2_147_483_648 + (product * 7919) + (position * 104_729)).ToString(CultureInfo.InvariantCulture);
            _combinations.Add(hash, new CsCartCombination { Hash = hash, Product = product, Code = code, Amount = amount, Position = position });
            return hash;
        }
    }

    /// <summary>Changes a product as its owner or an order does.</summary>
    public void Edit(long id, Func<CsCartProduct, CsCartProduct> edit)
    {
        ArgumentNullException.ThrowIfNull(edit);
        lock (_lock)
            _products[id] = edit(_products[id]) with { Id = id };
    }

    /// <summary>Changes a combination.</summary>
    public void EditCombination(string hash, Func<CsCartCombination, CsCartCombination> edit)
    {
        ArgumentNullException.ThrowIfNull(edit);
        lock (_lock)
            _combinations[hash] = edit(_combinations[hash]) with { Hash = hash };
    }

    /// <summary>Deletes a product with its variations and combinations.</summary>
    public void Delete(long id)
    {
        lock (_lock)
        {
            foreach (var gone in _products.Values.Where(product => product.Id == id || product.Parent == id).ToList())
                _products.Remove(gone.Id);
            foreach (var gone in _combinations.Values.Where(one => one.Product == id).ToList())
                _combinations.Remove(gone.Hash);
        }
    }

    /// <summary>Deletes a combination.</summary>
    public void DeleteCombination(string hash)
    {
        lock (_lock)
            _combinations.Remove(hash);
    }

    /// <summary>Fills the shop with <c>P-00001</c> … of 0 to 49 pieces.</summary>
    /// <param name="products">How many.</param>
    /// <param name="seed">The same seed gives the same numbers.</param>
    public void Seed(int products, int seed = 1)
    {
#pragma warning disable CA5394 // The same seed must give the same shop.
        var chance = new Random(seed);
        for (var i = 1; i <= products; i++)
            AddProduct(string.Create(CultureInfo.InvariantCulture, $"P-{i:00000}"), chance.Next(0, 50));
#pragma warning restore CA5394
    }

    /// <summary>Everything that a stock write may not touch, for comparing. The date of the last saving is the shop's own.</summary>
    public string DumpWithoutStock()
    {
        var dump = new StringBuilder();
        foreach (var product in Products)
            dump.Append(product with { Amount = 0, Updated = 0 }).Append('\n');
        foreach (var combination in Combinations)
            dump.Append(combination with { Amount = 0 }).Append('\n');
        return dump.ToString();
    }

    private T Locked<T>(Func<T> read)
    {
        lock (_lock)
            return read();
    }
}
