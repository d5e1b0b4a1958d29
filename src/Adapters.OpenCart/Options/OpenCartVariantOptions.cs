using System.ComponentModel;

namespace Connector.Adapters.OpenCart;

/// <summary>What adapters.json says under <c>variants</c>.</summary>
public sealed class OpenCartVariantOptions
{
    /// <summary>What the numbers of variants do to their master and its option values.</summary>
    [Description("none: a variant's number stays its own. master: the master gets the sum of its variants. "
        + "master+options: so do the master's option values that its variants are made of.")]
    public VariantRollUp RollUp { get; set; }
}
