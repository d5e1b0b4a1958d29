using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Connector.Core.Stock;

namespace Connector.Host.Configuration.Sections;

/// <summary>What is different for one SKU, as it is written.</summary>
internal sealed class OverrideSection
{
    [WarehouseIds]
    [Description("The warehouses that count for this SKU, by keyCRM's id.")]
    public List<long>? Warehouses { get; set; }

    [Description("Whether reserves are subtracted for this SKU.")]
    public ReservePolicy? Reserve { get; set; }

    [Range(0d, 1_000_000_000d)]
    [Description("Units of this SKU held back from sale, 0 or more.")]
    public decimal? Buffer { get; set; }

    [Range(0d, 1_000_000_000d)]
    [Description("The most that is ever shown of this SKU, 0 or more.")]
    public decimal? Max { get; set; }

    [Description("What happens to decimal places of this SKU.")]
    public FractionPolicy? Fraction { get; set; }

    /// <summary>The override.</summary>
    public StockOverride ToOverride() =>
        new() { Warehouses = Warehouses, Reserve = Reserve, Buffer = Buffer, Max = Max, Fraction = Fraction };
}
