namespace Connector.Host.Configuration;

/// <summary>Finds the name that a person probably meant.</summary>
internal static class NearestName
{
    /// <summary>The nearest of the known names, or <see langword="null"/> when none is near.</summary>
    /// <param name="written">What was written.</param>
    /// <param name="known">What would be right.</param>
    public static string? Find(string written, IEnumerable<string> known)
    {
        string? nearest = null;
        var best = int.MaxValue;
        foreach (var name in known)
        {
            var distance = string.Equals(name, written, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(written, name);
            if (distance > Math.Max(1, Math.Min(written.Length, name.Length) / 3) || distance >= best)
                continue;
            best = distance;
            nearest = name;
        }

        return nearest;
    }

    /// <summary>The cure for an unknown name: the nearest one, or all that are known.</summary>
    public static string Cure(string written, IReadOnlyCollection<string> known) =>
        Find(written, known) is { } nearest ? $"did you mean “{nearest}”?"
        : known.Count > 0 ? $"known are {string.Join(", ", known)}"
        : "nothing is allowed here";

    /// <summary>
    /// Damerau–Levenshtein distance (optimal string alignment): letters put in, left out, changed or swapped with their neighbour; case does not count.
    /// </summary>
    public static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= right.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = Same(left[i - 1], right[j - 1]) ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1]))
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[left.Length, right.Length];
    }

    private static bool Same(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
