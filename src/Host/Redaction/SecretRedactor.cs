using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;

namespace Connector.Host.Redaction;

/// <summary>
/// Takes secrets out of texts, also where they are URL-encoded, in Base64 or escaped for JSON. Thread-safe; secrets may be added
/// at any time. Secrets shorter than four characters are left: hiding them would make every text unreadable.
/// </summary>
internal sealed class SecretRedactor
{
    /// <summary>What stands in a secret's place.</summary>
    public const string Mask = "***";

    private const int Shortest = 4;

    private readonly Lock gate = new();
    private volatile Needles needles = new([]);

    /// <summary>Adds secrets.</summary>
    public void Add(IEnumerable<string> secrets)
    {
        var forms = secrets.Where(secret => secret.Length >= Shortest).SelectMany(Forms).Where(form => form.Length >= Shortest).ToArray();
        lock (gate)
            needles = new Needles([.. needles.Texts.Union(forms, StringComparer.Ordinal).OrderByDescending(form => form.Length)]);
    }

    /// <summary>The text without secrets.</summary>
    public string Redact(string text)
    {
        // What is left may touch and make a secret anew; each round makes the text shorter, so this ends.
        while (Find(text) is { Count: > 0 } found)
            text = Masked(text, found);
        return text;
    }

    /// <summary>The document without secrets in its texts, so that it stays JSON.</summary>
    public JsonNode Redact(JsonNode document) => document switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, member.Value is { } value ? Redact(value) : null))),
        JsonArray items => new JsonArray([.. items.Select(item => item is null ? null : Redact(item))]),
        JsonValue value when value.TryGetValue<string>(out var text) => JsonValue.Create(Redact(text)),
        _ => document.DeepClone(),
    };

    /// <summary>
    /// How much of an unfinished text can be shown (after <see cref="Redact(string)"/>) without ever showing part of a secret, whatever
    /// comes next.
    /// </summary>
    /// <returns>A length; what stands behind it may be the beginning of a secret.</returns>
    public int SafeLength(string text)
    {
        var current = needles;
        var safe = text.Length;
        if (current.Texts.Count == 0)
            return safe;
        for (var start = Math.Max(0, text.Length - current.Texts[0].Length + 1); start < text.Length; start++)
        {
            if (!current.CanContinue(text.AsSpan(start)))
                continue;
            safe = start;
            break;
        }

        // A secret that is whole must not be cut either, nor one that it overlaps.
        var found = Find(text);
        for (var i = found.Count - 1; i >= 0; i--)
        {
            if (found[i].Start < safe && safe < found[i].End)
                safe = found[i].Start;
        }

        return safe;
    }

    // Where secrets stand, in order, overlapping ones made one.
    private List<(int Start, int End)> Find(string text)
    {
        var current = needles;
        var found = new List<(int Start, int End)>();
        if (!text.AsSpan().ContainsAny(current.Search))
            return found;
        foreach (var needle in current.Texts)
        {
            for (var at = text.IndexOf(needle, StringComparison.Ordinal); at >= 0; at = text.IndexOf(needle, at + 1, StringComparison.Ordinal))
                found.Add((at, at + needle.Length));
        }

        found.Sort();
        var merged = new List<(int Start, int End)>();
        foreach (var span in found)
        {
            if (merged.Count > 0 && span.Start < merged[^1].End)
                merged[^1] = (merged[^1].Start, Math.Max(merged[^1].End, span.End));
            else
                merged.Add(span);
        }

        return merged;
    }

    private static string Masked(string text, List<(int Start, int End)> found)
    {
        var result = new StringBuilder(text.Length);
        var from = 0;
        foreach (var (start, end) in found)
        {
            result.Append(text, from, start - from).Append(Mask);
            from = end;
        }

        return result.Append(text, from, text.Length - from).ToString();
    }

    private static IEnumerable<string> Forms(string secret)
    {
        // Half of a surrogate pair cannot be encoded; such a secret is known in its plain form only.
        if (!IsWellFormed(secret))
            return [secret];
        var url = Uri.EscapeDataString(secret);
        var form = WebUtility.UrlEncode(secret);
        var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(secret));
        var json = JavaScriptEncoder.Default.Encode(secret);
        var relaxed = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret);
        return
        [
            secret, url, LowerHex(url, '%', 2), form, LowerHex(form, '%', 2), base64, base64.TrimEnd('='),
            base64.TrimEnd('=').Replace('+', '-').Replace('/', '_'), json, LowerHex(json, 'u', 4), relaxed, LowerHex(relaxed, 'u', 4),
        ];
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[++i]))
                return false;
        }

        return true;
    }

    // The same escapes as other programs write them, with small hexadecimal digits.
    private static string LowerHex(string text, char mark, int digits)
    {
        var result = text.ToCharArray();
        for (var i = 0; i < result.Length; i++)
        {
            if (result[i] != mark || (mark == 'u' && (i == 0 || result[i - 1] != '\\')))
                continue;
            for (var digit = i + 1; digit <= i + digits && digit < result.Length; digit++)
                result[digit] = char.ToLowerInvariant(result[digit]);
        }

        return new string(result);
    }

    private sealed class Needles(IReadOnlyList<string> texts)
    {
        /// <summary>Every form of every secret, longest first.</summary>
        public IReadOnlyList<string> Texts { get; } = texts;

        /// <summary>The same, for a quick look.</summary>
        public SearchValues<string> Search { get; } = SearchValues.Create([.. texts], StringComparison.Ordinal);

        /// <summary>Whether a tail is the beginning of a secret, but not all of it.</summary>
        public bool CanContinue(ReadOnlySpan<char> tail)
        {
            foreach (var text in Texts)
            {
                if (text.Length > tail.Length && text.AsSpan().StartsWith(tail, StringComparison.Ordinal))
                    return true;
            }

            return false;
        }
    }
}
