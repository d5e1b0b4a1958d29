namespace Connector.Core.KeyCrm;

/// <summary>
/// Cleans what people paste as a keyCRM API key: spaces, quotes and a <c>Bearer </c> prefix come along, and letters that only
/// look Latin are typed in (facts/keycrm.md §1).
/// </summary>
public static class ApiKey
{
    private const string Prefix = "Bearer";

    /// <summary>Cleans a pasted key.</summary>
    /// <param name="pasted">As pasted.</param>
    /// <param name="key">The key as the API wants it.</param>
    /// <param name="fault">What is wrong and what would cure it; holds at most one character of the key.</param>
    /// <returns>Whether the key can be a key.</returns>
    public static bool TryClean(string? pasted, out string key, out string fault)
    {
        fault = "";
        key = Strip(pasted ?? "");
        if (key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && (key.Length == Prefix.Length || char.IsWhiteSpace(key[Prefix.Length])))
            key = Strip(key[Prefix.Length..]);
        if (key.Length == 0)
        {
            fault = "the API key is empty; copy it from keyCRM: Settings → General → API key";
            return false;
        }

        for (var i = 0; i < key.Length; i++)
        {
            if (key[i] is > ' ' and < '\x7f')
                continue;
            fault = key[i] is >= '\u0400' and <= '\u04ff'
                ? $"character {i + 1} of the API key is the Cyrillic letter “{key[i]}”, which only looks like a Latin one; copy the key instead of typing it"
                : $"character {i + 1} of the API key (U+{(int)key[i]:X4}) cannot be part of a key; copy it again from keyCRM: Settings → General → API key";
            return false;
        }

        return true;
    }

    private static string Strip(string text) => text.Trim().Trim('"', '\'', '`', '“', '”', '«', '»').Trim();
}
