using System.Text.RegularExpressions;

namespace Connector.Adapters.Http.Template.Reading;

/// <summary>The header <c>Link</c> (RFC 8288), as far as pages need it.</summary>
internal static partial class LinkHeader
{
    /// <summary>The address with <c>rel="next"</c>; <see langword="null"/> where there is none.</summary>
    public static string? Next(string? header)
    {
        if (header is null)
            return null;
        return Entry().Matches(header)
            .Where(static entry => Relation().Match(entry.Groups["parameters"].Value) is { Success: true } relation
                && relation.Groups["names"].Value.Split(' ').Contains("next", StringComparer.OrdinalIgnoreCase))
            .Select(static entry => entry.Groups["address"].Value)
            .FirstOrDefault();
    }

    [GeneratedRegex("<(?<address>[^>]*)>(?<parameters>(?:[^,\"<]|\"[^\"]*\")*)")]
    private static partial Regex Entry();

    [GeneratedRegex(";\\s*rel\\s*=\\s*(?:\"(?<names>[^\"]*)\"|(?<names>[^\\s;,\"]+))", RegexOptions.IgnoreCase)]
    private static partial Regex Relation();
}
