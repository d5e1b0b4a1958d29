using System.Text.Json;

namespace Connector.Adapters.Http.Receiver;

/// <summary>What a site's receiver says it can do.</summary>
internal sealed record SiteCapabilities
{
    /// <summary>The contract that is spoken here.</summary>
    public const string Contract = "stock-receiver/1";

    private const int MostItems = 1000;
    private const int UsualItems = 500;
    private const int MostDecimals = 6;

    /// <summary>A site without the route <c>capabilities</c>: it takes numbers, and nothing more is known of it.</summary>
    public static SiteCapabilities Untold { get; } = new() { MaxItems = 100, IsTold = false };

    /// <summary>Whether the site has told all this itself.</summary>
    public bool IsTold { get; init; } = true;

    /// <summary>Items in one batch.</summary>
    public required int MaxItems { get; init; }

    /// <summary>Whether numbers can be read.</summary>
    public bool Reads { get; init; }

    /// <summary>Whether a number is written only where the site still holds what it was read with.</summary>
    public bool CompareAndSet { get; init; }

    /// <summary>Decimal places.</summary>
    public int Decimals { get; init; }

    /// <summary>Whether numbers below zero are taken.</summary>
    public bool Negative { get; init; }

    /// <summary>The longest SKU; <see langword="null"/> if there is no limit.</summary>
    public int? SkuMaxLength { get; init; }

    /// <summary>The site's clock.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>Another contract than ours, if the site names one.</summary>
    public string? OtherContract { get; init; }

    /// <summary>Reads the answer of <c>GET capabilities</c>.</summary>
    /// <returns><see langword="null"/> if it is no receiver's: no object, or one that names no contract.</returns>
    public static SiteCapabilities? Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || json.Text("contract") is not { Length: > 0 } contract)
            return null;
        return new SiteCapabilities
        {
            MaxItems = Math.Clamp(json.Whole("maxItems") ?? UsualItems, 1, MostItems),
            Reads = Flag(json, "reads"),
            CompareAndSet = Flag(json, "compareAndSet"),
            Decimals = Math.Clamp(json.Whole("decimals") ?? 0, 0, MostDecimals),
            Negative = Flag(json, "negative"),
            SkuMaxLength = json.Whole("skuMaxLength") is > 0 and var most ? most : null,
            Time = json.TryGetProperty("time", out var time) && time.ValueKind == JsonValueKind.String && time.TryGetDateTimeOffset(out var at) ? at : null,
            OtherContract = contract == Contract ? null : contract,
        };
    }

    private static bool Flag(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
