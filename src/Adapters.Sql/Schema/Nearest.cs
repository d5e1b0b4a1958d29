namespace Connector.Adapters.Sql.Schema;

/// <summary>Finds the name somebody probably meant.</summary>
internal static class Nearest
{
    /// <summary>The candidate with the fewest edits, if they are few enough to be a slip.</summary>
    public static string? To(string wanted, IEnumerable<string> candidates) =>
        candidates
            .Select(c => (Name: c, Distance: Distance(wanted.ToUpperInvariant(), c.ToUpperInvariant())))
            .Where(c => c.Distance <= Math.Max(2, wanted.Length / 2))
            .OrderBy(c => c.Distance).ThenBy(c => c.Name, StringComparer.Ordinal)
            .Select(c => c.Name)
            .FirstOrDefault();

    // Levenshtein's distance with two rows.
    private static int Distance(string a, string b)
    {
        int[] above = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int[] row = new int[b.Length + 1];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
                row[j] = Math.Min(Math.Min(row[j - 1], above[j]) + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            above = row;
        }

        return above[b.Length];
    }
}
