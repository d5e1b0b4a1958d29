using System.ComponentModel;

namespace Connector.Host.Configuration.Sections;

/// <summary>Rules for every store as they are written.</summary>
internal sealed class DefaultsSection
{
    [Description("How the number for sale is made.")]
    public StockSection Stock { get; set; } = new();

    [Description("How SKUs are compared.")]
    public MatchSection Match { get; set; } = new();

    [Description("What a plan may do without a person.")]
    public GuardSection Guard { get; set; } = new();

    [Description("How the store is read back.")]
    public DriftSection Drift { get; set; } = new();
}
