using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Connector.Adapters.Http.Template.Options;

/// <summary>How hard a site may be worked.</summary>
public sealed class TemplateLimitsOptions
{
    /// <summary>Most requests at once, 1 to 16; 2 by default.</summary>
    [Range(1, 16)]
    [Description("Most requests at once: 1 to 16, 2 by default.")]
    public int? Concurrency { get; set; }

    /// <summary>How long one request may take, 1 second to 90 seconds; 30 seconds by default.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:30")]
    [Description("How long one request may take: \"00:00:30\" by default, at most \"00:01:30\".")]
    public TimeSpan? Timeout { get; set; }
}
