using Connector.Host.Configuration.Json;
using Microsoft.Extensions.FileSystemGlobbing;

namespace Connector.Host.Configuration;

/// <summary>Finds the files that <c>include</c> names.</summary>
internal sealed class IncludedFiles(ProblemList problems)
{
    private static readonly char[] Wildcards = ['*', '?'];
    private static readonly char[] Separators = ['/', '\\'];

    /// <summary>The files: patterns in their order, the files of one pattern by name, none twice.</summary>
    /// <param name="patterns">The list as written; items that are no text are passed over.</param>
    /// <param name="main">The main file, which a pattern never brings in.</param>
    /// <returns>Each file, absolute, with the item that named it. A wildcard brings in files that end in .json only; a file named without one need not exist.</returns>
    public IEnumerable<(string File, LocatedNode By)> Find(LocatedNode? patterns, string main)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { main };
        foreach (var pattern in patterns?.Items.Where(item => item.Kind == System.Text.Json.JsonValueKind.String && item.Text.Length > 0) ?? [])
        {
            foreach (var file in Match(pattern).Order(StringComparer.Ordinal))
            {
                if (seen.Add(file))
                    yield return (file, pattern);
            }
        }
    }

    private string[] Match(LocatedNode pattern)
    {
        var wildcard = pattern.Text.IndexOfAny(Wildcards);
        if (wildcard < 0)
            return [pattern.Absolute()];
        var split = pattern.Text.LastIndexOfAny(Separators, wildcard) + 1;
        var folder = Path.GetFullPath(split == 0 ? "." : pattern.Text[..split], pattern.Folder);
        if (!Directory.Exists(folder))
            return [];
        try
        {
            return [.. new Matcher(StringComparison.Ordinal).AddInclude(pattern.Text[split..]).GetResultsInFullPath(folder).Where(file => file.EndsWith(".json", StringComparison.OrdinalIgnoreCase))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add(pattern, $"the folder {folder} cannot be looked through ({exception.Message})", "let the account that runs the connector read it");
            return [];
        }
    }
}
