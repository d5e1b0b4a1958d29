using System.Text.Json;
using Connector.Adapters.PrestaShop.Api;

namespace Connector.Adapters.PrestaShop.Listings;

/// <summary>Products and combinations that a search by reference has brought.</summary>
internal sealed class FoundReferences
{
    /// <summary>References by id.</summary>
    public Dictionary<long, string> Products { get; } = [];

    /// <summary>By their ids.</summary>
    public Dictionary<long, (long Product, string Reference)> Combinations { get; } = [];

    /// <summary>Products of combinations that were found.</summary>
    public HashSet<long> Parents => [.. Combinations.Values.Select(one => one.Product)];

    /// <summary>Every product whose stock rows are needed.</summary>
    public HashSet<long> ProductsOfAll => [.. Products.Keys, .. Parents];

    public void AddProduct(JsonElement row) => Products[WebserviceLists.Number(row, "id")] = WebserviceLists.Text(row, "reference");

    public void AddCombination(JsonElement row) =>
        Combinations[WebserviceLists.Number(row, "id")] = (WebserviceLists.Number(row, "id_product"), WebserviceLists.Text(row, "reference"));
}
