namespace Connector.Bench.Measuring;

/// <summary>docs/performance.md: the tables stand between <c>&lt;!-- name --&gt;</c> and <c>&lt;!-- /name --&gt;</c>.</summary>
internal static class ResultsPage
{
    /// <summary>Puts new tables in place of the old ones.</summary>
    /// <exception cref="InvalidOperationException">The page is not there, or has no place of that name.</exception>
    public static void Put(string name, string text)
    {
        var page = Path.Combine(Root(), "docs", "performance.md");
        var before = File.ReadAllText(page);
        string begin = $"<!-- {name} -->", end = $"<!-- /{name} -->";
        var from = before.IndexOf(begin, StringComparison.Ordinal);
        var to = before.IndexOf(end, StringComparison.Ordinal);
        if (from < 0 || to < from)
            throw new InvalidOperationException($"{page} has no {begin} … {end} to put the results into.");
        File.WriteAllText(page, $"{before[..(from + begin.Length)]}\n{text}{before[to..]}");
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Connector.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("Run the benchmarks from a source tree: dotnet run -c Release --project bench -- all");
    }
}
