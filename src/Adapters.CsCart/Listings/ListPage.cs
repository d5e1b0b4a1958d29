using System.Text.Json;
using Connector.Abstractions;
using Connector.Adapters.CsCart.Api;

namespace Connector.Adapters.CsCart.Listings;

/// <summary>
/// One page of a list, in any of the three forms that shops use: <c>{"products":[…],"params":{…}}</c>, the same with
/// <c>search</c>, or <c>[…]</c> alone, which tells nothing but its rows.
/// </summary>
/// <param name="Rows">What it holds.</param>
/// <param name="Total">Rows of all pages, if told.</param>
/// <param name="Size">Rows of a full page, as the shop took it, if told.</param>
/// <param name="Number">Which page, counted from 1, if told.</param>
internal sealed record ListPage(IReadOnlyList<ShopRow> Rows, int? Total, int? Size, int? Number)
{
    private static readonly string[] Names = ["products", "product_variations", "variations", "combinations"];

    /// <summary>Reads a page.</summary>
    /// <exception cref="StoreException">The answer is no page.</exception>
    public static ListPage Of(ShopAnswer answer, ItemKind kind)
    {
        var json = answer.Json!.Value;
        if (json.ValueKind == JsonValueKind.Array)
            return new ListPage(RowsOf(json, kind), null, null, null);
        foreach (var name in Names)
        {
            if (!json.TryGetProperty(name, out var rows))
                continue;
            if (rows.ValueKind != JsonValueKind.Array)
                throw ShopFailures.Shape($"{name} is no list");
            return About(json) is { } about
                ? new ListPage(RowsOf(rows, kind), Count(about, "total_items"), Count(about, "items_per_page"), Count(about, "page"))
                : new ListPage(RowsOf(rows, kind), null, null, null);
        }

        throw ShopFailures.Shape("there is no list in it");
    }

    private static JsonElement? About(JsonElement json)
    {
        foreach (var name in (ReadOnlySpan<string>)["params", "search"])
        {
            if (json.TryGetProperty(name, out var about) && about.ValueKind == JsonValueKind.Object)
                return about;
        }

        return null;
    }

    private static ShopRow[] RowsOf(JsonElement rows, ItemKind kind) => [.. rows.EnumerateArray().Select(row => ShopRow.Of(row, kind))];

    private static int? Count(JsonElement about, string name) =>
        ShopRow.Number(about, name) is { } number and >= 0 and <= int.MaxValue ? (int)number : null;
}
