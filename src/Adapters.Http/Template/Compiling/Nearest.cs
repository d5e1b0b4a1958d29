namespace Connector.Adapters.Http.Template.Compiling;

/// <summary>Finds the name somebody probably meant.</summary>
internal static class Nearest
{
    /// <summary>A cure: the nearest name, or all of them.</summary>
    public static string Cure(string wanted, IReadOnlyCollection<string> known)
    {
        if (known.Count == 0)
            return "leave it out";
        if (wanted.Length > 1 && known.FirstOrDefault(name => name.StartsWith(wanted, StringComparison.OrdinalIgnoreCase)) is { } longer)
            return $"did you mean “{longer}”?";
        var near = known.Select(name => (Name: name, Distance: Distance(wanted, name))).MinBy(static one => one.Distance);
        return near.Distance <= Math.Max(2, wanted.Length / 3) ? $"did you mean “{near.Name}”?" : $"write one of {string.Join(", ", known)}";
    }

    // Levenshtein's distance with two rows.
    private static int Distance(string a, string b)
    {
        int[] above = [.. Enumerable.Range(0, b.Length + 1)];
        for (var i = 1; i <= a.Length; i++)
        {
            var row = new int[b.Length + 1];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                row[j] = Math.Min(Math.Min(row[j - 1], above[j]) + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            above = row;
        }

        return above[b.Length];
    }
}
