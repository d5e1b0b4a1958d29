using System.Globalization;
using System.Text;

namespace Connector.Emulators.WooCommerce;

/// <summary>The products and variations of an emulated shop. Safe for several threads.</summary>
public sealed class WooCommerceCatalogue
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<long, WooProduct> products = [];
    private readonly Dictionary<string, HashSet<long>> bySku = new(StringComparer.Ordinal);
    private readonly List<(long Id, decimal? Quantity)> written = [];
    private long lastId = 9;

    internal WooCommerceCatalogue()
    {
    }

    /// <summary>Everything, in the order of the ids.</summary>
    public IReadOnlyList<WooProduct> Products => Locked(() => products.Values.ToList());

    /// <summary>Every number that a write over HTTP has left in a product or variation, in order.</summary>
    public IReadOnlyList<(long Id, decimal? Quantity)> Written => Locked(() => written.ToList());

    /// <summary>A product or variation; <see langword="null"/> if there is none.</summary>
    public WooProduct? Find(long id) => Locked(() => products.GetValueOrDefault(id));

    /// <summary>A product or variation that is there.</summary>
    public WooProduct Product(long id) => Find(id) ?? throw new KeyNotFoundException($"product {id}");

    /// <summary>A simple product.</summary>
    /// <returns>Its id.</returns>
    public long AddSimple(string sku, decimal? quantity, Func<WooProduct, WooProduct>? with = null) =>
        Add(new WooProduct { Id = 0, Type = "simple", Sku = sku, StockQuantity = quantity, Name = $"Product {sku}", StockStatus = quantity > 0 ? "instock" : "outofstock" }, with);

    /// <summary>A product with variations.</summary>
    /// <param name="sku">The parent's SKU.</param>
    /// <param name="ownStock">The number it keeps for its variations; <see langword="null"/> if they keep their own.</param>
    /// <param name="with">What else is special.</param>
    /// <returns>Its id.</returns>
    public long AddVariable(string sku, decimal? ownStock = null, Func<WooProduct, WooProduct>? with = null) =>
        Add(new WooProduct { Id = 0, Type = "variable", Sku = sku, StockQuantity = ownStock, ManageStock = ownStock is null ? "false" : "true", Name = $"Product {sku}" }, with);

    /// <summary>A variation.</summary>
    /// <param name="parent">Its parent's id.</param>
    /// <param name="sku">Empty for none of its own: lists then show the parent's.</param>
    /// <param name="quantity">Its number.</param>
    /// <param name="with">What else is special, for example <c>ManageStock = "parent"</c>.</param>
    /// <returns>Its id.</returns>
    public long AddVariation(long parent, string sku, decimal? quantity, Func<WooProduct, WooProduct>? with = null) =>
        Add(new WooProduct { Id = 0, Type = "variation", ParentId = parent, Sku = sku, StockQuantity = quantity, Name = $"Variation {sku}", StockStatus = quantity > 0 ? "instock" : "outofstock" }, with);

    /// <summary>A product with an id of the caller's choice.</summary>
    public void Put(WooProduct product)
    {
        ArgumentNullException.ThrowIfNull(product);
        lock (gate)
        {
            lastId = Math.Max(lastId, product.Id);
            Store(product);
        }
    }

    /// <summary>Changes a product as its owner or a plug-in does.</summary>
    public void Edit(long id, Func<WooProduct, WooProduct> edit)
    {
        ArgumentNullException.ThrowIfNull(edit);
        lock (gate)
            Store(edit(products[id]));
    }

    /// <summary>Sets a number as a sale or a person does.</summary>
    public void SetQuantity(long id, decimal? quantity) => Edit(id, product => product with { StockQuantity = quantity });

    /// <summary>Gives another SKU.</summary>
    public void Rename(long id, string sku) => Edit(id, product => product with { Sku = sku });

    /// <summary>Puts into the trash.</summary>
    public void Trash(long id) => Edit(id, product => product with { Status = "trash" });

    /// <summary>Deletes for good, a parent with its variations.</summary>
    public void Delete(long id)
    {
        lock (gate)
        {
            foreach (var gone in products.Values.Where(product => product.Id == id || product.ParentId == id).ToList())
            {
                bySku[WooCollation.Key(gone.Sku)].Remove(gone.Id);
                products.Remove(gone.Id);
            }
        }
    }

    /// <summary>Fills the shop: <c>S-00001</c> …, and parents <c>V-0001</c> … with variations <c>V-0001-1</c> ….</summary>
    /// <param name="simples">Simple products.</param>
    /// <param name="parents">Products with variations.</param>
    /// <param name="variationsPerParent">Variations of each.</param>
    /// <param name="seed">Decides the numbers.</param>
    public void Seed(int simples, int parents = 0, int variationsPerParent = 5, int seed = 1)
    {
#pragma warning disable CA5394 // The same seed must give the same shop.
        var chance = new Random(seed);
        for (var i = 1; i <= simples; i++)
            AddSimple(string.Create(CultureInfo.InvariantCulture, $"S-{i:00000}"), chance.Next(0, 50));
        for (var i = 1; i <= parents; i++)
        {
            var sku = string.Create(CultureInfo.InvariantCulture, $"V-{i:0000}");
            var parent = AddVariable(sku);
            for (var j = 1; j <= variationsPerParent; j++)
                AddVariation(parent, string.Create(CultureInfo.InvariantCulture, $"{sku}-{j}"), chance.Next(0, 50));
        }
#pragma warning restore CA5394
    }

    /// <summary>Everything that a stock write may not touch, for comparing.</summary>
    public string DumpWithoutStock()
    {
        var dump = new StringBuilder();
        foreach (var product in Products)
            dump.Append(product with { StockQuantity = null, StockStatus = "" }).Append('\n');
        return dump.ToString();
    }

    /// <summary>Keeps what a write over HTTP made of a product.</summary>
    internal void Write(WooProduct product)
    {
        lock (gate)
        {
            Store(product);
            written.Add((product.Id, product.StockQuantity));
        }
    }

    internal IEnumerable<WooProduct> WithSku(string sku) =>
        Locked(() => bySku.TryGetValue(WooCollation.Key(sku), out var ids) ? ids.Select(id => products[id]).ToList() : []);

    internal IReadOnlyList<WooProduct> VariationsOf(long parent) => Locked(() => products.Values.Where(product => product.Type == "variation" && product.ParentId == parent).ToList());

    private long Add(WooProduct product, Func<WooProduct, WooProduct>? with)
    {
        lock (gate)
        {
            var added = product with { Id = ++lastId };
            Store(with is null ? added : with(added));
            return lastId;
        }
    }

    private void Store(WooProduct product)
    {
        if (products.TryGetValue(product.Id, out var before))
            bySku[WooCollation.Key(before.Sku)].Remove(product.Id);
        products[product.Id] = product;
        var key = WooCollation.Key(product.Sku);
        if (!bySku.TryGetValue(key, out var same))
            bySku[key] = same = [];
        same.Add(product.Id);
    }

    private T Locked<T>(Func<T> read)
    {
        lock (gate)
            return read();
    }
}
