using System.Text.RegularExpressions;

namespace Connector.Host.Configuration;

/// <summary>How stores and accounts may be named: the names stand in file names, addresses and metrics.</summary>
internal static partial class StoreName
{
    /// <summary>The shape of a name.</summary>
    public const string Shape = "^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$";

    /// <summary>What to say about a name that is none.</summary>
    public const string Cure = "use Latin letters, digits, “-”, “_” and “.” (not at the beginning), 100 at most";

    /// <summary>Whether a name is one.</summary>
    public static bool IsValid(string name) => Allowed().IsMatch(name);

    [GeneratedRegex(Shape, RegexOptions.CultureInvariant)]
    private static partial Regex Allowed();
}
