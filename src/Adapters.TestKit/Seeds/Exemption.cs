namespace Connector.Adapters.TestKit;

/// <summary>
/// Says of a part of the suite that it cannot be asked of this kind of shop, and why. The test then checks the declaration
/// itself, passes, and leaves a warning with the reason in the report. Nothing is skipped silently.
/// </summary>
public sealed record Exemption
{
    private Exemption()
    {
    }

    /// <summary>The breakage this kind of shop cannot suffer, if it is one.</summary>
    public StoreBreakage? Breakage { get; private init; }

    /// <summary>The trait this kind of shop does not have, if it is one.</summary>
    public ShopTrait? Trait { get; private init; }

    /// <summary>The SKU this kind of shop cannot hold, if it is one.</summary>
    public string? Sku { get; private init; }

    /// <summary>Why, in a sentence for a reader who does not know the shop.</summary>
    public string Reason { get; private init; } = "";

    /// <summary>This kind of shop cannot suffer the breakage: a file has no rate limit.</summary>
    /// <param name="breakage">The breakage. An adapter that uses the host's HTTP client suffers all of them.</param>
    /// <param name="reason">Why: a sentence.</param>
    public static Exemption From(StoreBreakage breakage, string reason) => new() { Breakage = breakage, Reason = reason };

    /// <summary>This kind of shop has no such thing: its SKUs are unique keys.</summary>
    /// <param name="trait">The trait.</param>
    /// <param name="reason">Why: a sentence.</param>
    public static Exemption From(ShopTrait trait, string reason) => new() { Trait = trait, Reason = reason };

    /// <summary>The shop cannot hold this SKU: its column ends at 64 characters.</summary>
    /// <param name="sku">One of <see cref="AwkwardSkus"/>.</param>
    /// <param name="reason">Why: a sentence.</param>
    public static Exemption FromSku(string sku, string reason) => new() { Sku = sku, Reason = reason };
}
