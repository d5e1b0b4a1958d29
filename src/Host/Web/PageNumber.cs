namespace Connector.Host.Web;

/// <summary>A page's number out of a request.</summary>
internal static class PageNumber
{
    private const int Most = 1_000_000;

    /// <summary>From 1, whatever is asked for.</summary>
    public static int Of(int? asked) => Math.Clamp(asked ?? 1, 1, Most);
}
