using System.Text.Json;

namespace Connector.Adapters.Http.Receiver;

/// <summary>What a site's receiver says it can do.</summary>
internal sealed record SiteCapabilities
{
    /// <summary>The contract that is spoken here.</summary>
    public const string Contract = "stock-receiver/1";

    private const int MostItems = 1000;

    /// <summary>Items in one batch.</summary>
    public int MaxItems { get; init; } = 100;

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
    /// <returns><see langword="null"/> if it is no object.</returns>
    public static SiteCapabilities? Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            return null;
        var contract = json.TryGetProperty("contract", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;
        return new SiteCapabilities
        {
            MaxItems = Math.Clamp(Number(json, "maxItems") ?? 100, 1, MostItems),
            Reads = Flag(json, "reads"),
            CompareAndSet = Flag(json, "compareAndSet"),
            Decimals = Math.Max(0, Number(json, "decimals") ?? 0),
            Negative = Flag(json, "negative"),
            SkuMaxLength = Number(json, "skuMaxLength"),
            Time = json.TryGetProperty("time", out var time) && time.ValueKind == JsonValueKind.String && time.TryGetDateTimeOffset(out var at) ? at : null,
            OtherContract = contract is null or Contract ? null : contract,
        };
    }

    private static bool Flag(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static int? Number(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;
}
