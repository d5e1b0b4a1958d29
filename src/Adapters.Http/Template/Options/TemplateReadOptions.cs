using System.ComponentModel;

namespace Connector.Adapters.Http.Template.Options;

/// <summary>How every product of a site is read.</summary>
public sealed class TemplateReadOptions : TemplateItemOptions
{
    /// <summary>How the pages follow each other; one page holds everything by default.</summary>
    [Description("How the pages follow each other. Optional: without it one answer holds everything.")]
    public TemplatePagingOptions? Paging { get; set; }
}
