using System.Globalization;
using System.Text.Json;
using Connector.Abstractions;
using Connector.Adapters.CsCart.Api;

namespace Connector.Adapters.CsCart.Listings;

/// <summary>A product, variation or combination as the shop shows it. Every number may come as text.</summary>
internal sealed record ShopRow
{
    /// <summary>Which one.</summary>
    public required ItemRef Ref { get; init; }

    /// <summary>Its SKU; many have none.</summary>
    public required string Code { get; init; }

    /// <summary>Its stock; <see langword="null"/> if the shop does not show it.</summary>
    public decimal? Amount { get; init; }

    /// <summary><c>B</c> counted, <c>O</c> counted by combination, <c>D</c> not counted; empty where not told.</summary>
    public string Tracking { get; init; } = "";

    /// <summary><c>P</c> simple, <c>C</c> configurable (4.6 to 4.9), <c>V</c> variation; empty where not told.</summary>
    public string Type { get; init; } = "";

    /// <summary>The product it belongs to; empty for none.</summary>
    public string Parent { get; init; } = "";

    /// <summary>The store or vendor that owns it; empty where not told.</summary>
    public string Company { get; init; } = "";

    /// <summary>For people.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whether a number written to it is one the shop looks at.</summary>
    public bool TracksStock => Tracking is not ("D" or "O");

    /// <summary>Reads a row.</summary>
    /// <exception cref="StoreException">It is none.</exception>
    public static ShopRow Of(JsonElement json, ItemKind kind)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw ShopFailures.Shape("a row is no object");
        var id = Text(json, kind == ItemKind.Combination ? "combination_hash" : "product_id");
        if (id.Length == 0 || !id.All(char.IsAsciiLetterOrDigit))
            throw ShopFailures.Shape("a row has no usable id");
        var parent = Text(json, kind == ItemKind.Combination ? "product_id" : "parent_product_id");
        return new ShopRow
        {
            Ref = new ItemRef(kind, id),
            Code = Text(json, "product_code"),
            Amount = Number(json, "amount"),
            // A combination is counted because it is there.
            Tracking = kind == ItemKind.Combination ? "" : Shared(json, "tracking"),
            Type = Shared(json, "product_type"),
            Parent = parent == "0" ? "" : parent,
            Company = Shared(json, "company_id"),
            Name = Text(json, "product"),
        };
    }

    /// <summary>The listing that it is.</summary>
    public Listing ToListing() => new()
    {
        Ref = Ref.Listing,
        Sku = Code,
        Quantity = Amount,
        TracksStock = TracksStock,
        Name = Name.Length > 0 ? Name : null,
        Parent = Parent.Length > 0 ? new ItemRef(ItemKind.Product, Parent).Listing : null,
    };

    // The same few words in every row: one string for all of them.
    private static string Shared(JsonElement json, string name)
    {
        var text = Text(json, name);
        return text.Length <= 4 ? string.Intern(text) : text;
    }

    /// <summary>A field as text; PHP writes an empty array where there is nothing.</summary>
    internal static string Text(JsonElement json, string name) => !json.TryGetProperty(name, out var value) ? "" : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.Null or JsonValueKind.False => "",
        JsonValueKind.Array when value.GetArrayLength() == 0 => "",
        _ => throw ShopFailures.Shape($"{name} is neither text nor a number"),
    };

    /// <summary>A field as a number; <see langword="null"/> if it is missing or empty.</summary>
    internal static decimal? Number(JsonElement json, string name)
    {
        var text = Text(json, name);
        if (string.IsNullOrWhiteSpace(text))
            return null;
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw ShopFailures.Shape($"{name} is no number");
    }
}
