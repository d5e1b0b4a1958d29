using Connector.Host.Language;
using Microsoft.AspNetCore.Components;

namespace Connector.Host.Web.Dashboard;

/// <summary>A page or a part of one.</summary>
public abstract class DashboardPage : ComponentBase
{
    /// <summary>What every page knows.</summary>
    [Parameter]
    [EditorRequired]
    public object Context { get; set; } = null!;

    private protected PageContext Page => (PageContext)Context;

    private protected Words W => Page.Words;

    private protected string Moment(DateTimeOffset? moment) => W.Moment(moment, Page.Time);

    private protected string Ago(DateTimeOffset? moment) => W.Ago(moment, Page.Time);
}
