using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Connector.Core.Matching;

namespace Connector.Host.Configuration.Sections;

/// <summary>How a store's SKUs are compared, as it is written.</summary>
internal sealed class MatchSection
{
    [DefaultValue(true)]
    [Description("Whether white space around a SKU is ignored.")]
    public bool Trim { get; set; } = true;

    [DefaultValue(false)]
    [Description("Whether letter case is ignored.")]
    public bool IgnoreCase { get; set; }

    [DefaultValue(DuplicatePolicy.Refuse)]
    [Description("A SKU on several listings of the store: refuse reports it and writes nothing, all gives every listing the number.")]
    public DuplicatePolicy Duplicates { get; set; }

    [MinLength(1)]
    [Description("A CSV file with the header crm,store that translates SKUs which differ; relative to this file.")]
    public string? Aliases { get; set; }

    /// <summary>The rule.</summary>
    /// <param name="aliases">What the file says.</param>
    public MatchRule ToRule(IReadOnlyDictionary<string, string> aliases) =>
        new() { Trim = Trim, IgnoreCase = IgnoreCase, Duplicates = Duplicates, Aliases = aliases };
}
