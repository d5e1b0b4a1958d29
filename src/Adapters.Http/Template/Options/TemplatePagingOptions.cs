using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Connector.Adapters.Http.Template.Options;

/// <summary>How the pages of a reading follow each other, and how it is known that the last one came.</summary>
public sealed class TemplatePagingOptions
{
    /// <summary>What the next page is asked for by.</summary>
    [Description("page: {{page}} counts pages. offset: {{offset}} counts products. cursor: {{cursor}} comes from the answer. link: the answer gives the next address.")]
    public TemplatePagingKind? Kind { get; set; }

    /// <summary>Products on a page, for <c>{{limit}}</c>; 100 by default.</summary>
    [Range(1, 10_000)]
    [Description("Products on a page, for {{limit}}: 1 to 10000, 100 by default.")]
    public int? Limit { get; set; }

    /// <summary>The number of the first page; 1 by default.</summary>
    [Range(0, 1)]
    [Description("The number of the first page: 1 (default) or 0.")]
    public int? First { get; set; }

    /// <summary>Where the answer says how many products there are: a path, or <c>header:NAME</c>.</summary>
    [Description("Where the answer says how many products there are in all: \"$.meta.total\", or \"header:X-Total-Count\". With it every reading is proven whole. Optional.")]
    public string? Total { get; set; }

    /// <summary>Where the answer says how many pages there are.</summary>
    [Description("Where the answer says how many pages there are, for page: \"$.meta.pages\", or \"header:X-Pages\". Optional.")]
    public string? Pages { get; set; }

    /// <summary>Path to the next cursor or address.</summary>
    [Description("Path to the next cursor (cursor) or address (link): \"$.meta.next\". For link it may be left out: the header Link with rel=\"next\" is used.")]
    public string? Next { get; set; }

    /// <summary>Path to whether there is a further page.</summary>
    [Description("Path to true or false: whether a further page follows, for cursor: \"$.data.products.pageInfo.hasNextPage\". Optional.")]
    public string? More { get; set; }

    /// <summary>Whether an answer without any <see cref="Next"/> is the last page.</summary>
    [Description("Whether an answer that leaves next out altogether is the last page. false by default: next must be null or empty there, or total must prove the count.")]
    public bool? EndsWithoutNext { get; set; }
}
