using System.ComponentModel;
using System.Text.Json;

namespace Connector.Adapters.Http.Template.Options;

/// <summary>Where the answer to a write says what became of each number. A number that no entry names has failed.</summary>
public sealed class TemplateResultOptions : TemplateResultItemOptions
{
    /// <summary>Words for: done. Without <see cref="TemplateResultItemOptions.Status"/> being named at all means done.</summary>
    [Description("Values of status that mean: done. Without status, an entry that is there means done.")]
    public IList<JsonElement>? Ok { get; set; }

    /// <summary>Words for: held the number already.</summary>
    [Description("Values of status that mean: the product held the number already.")]
    public IList<JsonElement>? Unchanged { get; set; }

    /// <summary>Path to the number that the site holds now. With it successes are certain.</summary>
    [Description("Path to the number that the site holds now: \"$.current\". With it a success is certain; without it the connector reads back.")]
    public string? Current { get; set; }

    /// <summary>A second list, with what failed.</summary>
    [Description("A second list with what failed, where the site keeps it apart: it outweighs the first. Optional.")]
    public TemplateResultItemOptions? Errors { get; set; }
}
