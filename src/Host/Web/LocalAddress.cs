namespace Connector.Host.Web;

/// <summary>Where a form may send a person back to: nowhere but to this program's own pages.</summary>
internal static class LocalAddress
{
    /// <summary>The address if it is one of this program's pages; the first page otherwise.</summary>
    public static string OrFirst(string? address) =>
        address is ['/', ..] && !address.StartsWith("//", StringComparison.Ordinal) && !address.StartsWith("/\\", StringComparison.Ordinal) && !address.Any(char.IsControl) ? address : "/";
}
