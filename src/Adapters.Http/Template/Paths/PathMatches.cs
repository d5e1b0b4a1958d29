namespace Connector.Adapters.Http.Template.Paths;

/// <summary>Every place that a path led to.</summary>
internal sealed class PathMatches
{
    /// <summary>The places, in the order of the answer.</summary>
    public List<PathMatch> All { get; } = [];

    /// <summary>How many elements the first wildcard gave: what pages and totals count.</summary>
    public int Outer { get; set; }

    /// <summary>Whether null stood where the list should be.</summary>
    public bool IsNull { get; set; }
}
