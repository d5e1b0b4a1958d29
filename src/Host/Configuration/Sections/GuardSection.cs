using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Connector.Core.Planning;

namespace Connector.Host.Configuration.Sections;

/// <summary>What a plan may do without a person, as it is written.</summary>
internal sealed class GuardSection
{
    [DefaultValue("30%")]
    [Description("The most listings in stock that one plan may set to zero: a share (\"30%\") or a count (50).")]
    public Limit MaxZeroed { get; set; } = Limit.Percent(30);

    [DefaultValue("60%")]
    [Description("The most listings in stock that one plan may lower, zeroed ones included: a share (\"60%\") or a count (500).")]
    public Limit MaxLowered { get; set; } = Limit.Percent(60);

    [Range(0, int.MaxValue)]
    [DefaultValue(20)]
    [Description("Fewer zeroed or lowered than this are never held, 0 or more.")]
    public int MinItems { get; set; } = 20;

    /// <summary>The limits.</summary>
    public GuardLimits ToLimits() => new() { MaxZeroed = MaxZeroed, MaxLowered = MaxLowered, MinItems = MinItems };
}
