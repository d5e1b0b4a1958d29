using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Connector.Core.Stock;

namespace Connector.Host.Configuration.Sections;

/// <summary>How a store makes the number for sale, as it is written.</summary>
internal sealed class StockSection
{
    [WarehouseIds]
    [Description("The warehouses that count, by keyCRM's id; null or left out for all.")]
    public List<long>? Warehouses { get; set; }

    [DefaultValue(ReservePolicy.Subtract)]
    [Description("subtract takes what keyCRM has reserved for orders off the number; ignore does not.")]
    public ReservePolicy Reserve { get; set; }

    [Range(0d, 1_000_000_000d)]
    [DefaultValue(0)]
    [Description("Units held back from sale, 0 or more.")]
    public decimal Buffer { get; set; }

    [Range(0d, 1_000_000_000d)]
    [Description("The most that is ever shown, 0 or more; null for no cap.")]
    public decimal? Max { get; set; }

    [DefaultValue(FractionPolicy.Floor)]
    [Description("What happens to decimal places: floor (down), round (to the nearest), keep (only for stores that take fractions).")]
    public FractionPolicy Fraction { get; set; }

    [DefaultValue(MissingPolicy.Keep)]
    [Description("What happens to a listing whose offer is gone from keyCRM: keep, or zero (after two proven snapshots, through the guard).")]
    public MissingPolicy WhenMissing { get; set; }

    [Description("Exceptions for single SKUs, by the store's SKU.")]
    public Dictionary<string, OverrideSection> Overrides { get; set; } = [];

    /// <summary>The rule.</summary>
    public StockRule ToRule() => new()
    {
        Warehouses = Warehouses,
        Reserve = Reserve,
        Buffer = Buffer,
        Max = Max,
        Fraction = Fraction,
        WhenMissing = WhenMissing,
        Overrides = Overrides.ToDictionary(pair => pair.Key, pair => pair.Value.ToOverride(), StringComparer.Ordinal),
    };
}
