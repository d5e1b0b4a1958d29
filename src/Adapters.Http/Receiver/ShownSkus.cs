using System.Globalization;
using System.Text;

namespace Connector.Adapters.Http.Receiver;

/// <summary>
/// Which SKUs a whole reading has shown, eight bytes for each: what it has just not shown need not be asked for. Two SKUs that
/// look alike here cost a question, never an answer.
/// </summary>
internal sealed class ShownSkus
{
    private readonly HashSet<ulong> marks = [];

    /// <summary>The reading has shown it.</summary>
    public void Add(string sku) => marks.Add(Mark(sku));

    /// <summary>Whether the reading may have shown it, however it is spelt.</summary>
    public bool MayHave(string sku) => marks.Contains(Mark(sku));

    // FNV-1a over what the host could compare by at its loosest: trimmed, in NFC, without case.
    private static ulong Mark(string sku)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in Normal(sku.Trim()).ToUpper(CultureInfo.InvariantCulture))
            hash = (hash ^ letter) * 1099511628211UL;
        return hash;
    }

    private static string Normal(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            // Half a surrogate pair: it is compared as it stands.
            return text;
        }
    }
}
