using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Connector.Core.Sync;

namespace Connector.Host.Configuration.Sections;

/// <summary>How a store is read back, as it is written.</summary>
internal sealed class DriftSection
{
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    [DefaultValue("06:00:00")]
    [Description("How often the running service reads the store back, from 00:01:00 to 30.00:00:00.")]
    public TimeSpan Every { get; set; } = TimeSpan.FromHours(6);

    [DefaultValue(DriftPolicy.Repair)]
    [Description("What happens to a difference: repair puts the number right, report only says so.")]
    public DriftPolicy Policy { get; set; }

    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    [DefaultValue("00:10:00")]
    [Description("How long a number below ours may stand before it is raised (it may be a sale that keyCRM has not counted yet), up to 1.00:00:00.")]
    public TimeSpan Settle { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>The rule.</summary>
    public DriftRule ToRule() => new() { Every = Every, Policy = Policy, Settle = Settle };
}
