using System.Globalization;
using Connector.Adapters.PrestaShop.Api;

namespace Connector.Adapters.PrestaShop.Listings;

/// <summary>Filters of lists. <c>[a|b]</c> is a list, <c>[1,5]</c> a range; text in brackets behind other text is no filter at all.</summary>
internal static class Filters
{
    private static readonly int BytesOfBar = ShopAddress.Escape("|").Length;

    /// <summary>Rows whose field is any of the numbers.</summary>
    public static KeyValuePair<string, string> Any(string field, IEnumerable<int> numbers) =>
        new($"filter[{field}]", $"[{string.Join('|', numbers.Select(Text))}]");

    /// <summary>The same in as many filters as addresses need.</summary>
    public static IEnumerable<KeyValuePair<string, string>> AnyInParts(string field, IEnumerable<int> numbers, int mostBytes)
    {
        foreach (var part in InParts(numbers.Select(Text), mostBytes))
            yield return new($"filter[{field}]", $"[{string.Join('|', part)}]");
    }

    /// <summary>Cuts a list of texts into parts that fit an address.</summary>
    public static IEnumerable<List<string>> InParts(IEnumerable<string> texts, int mostBytes)
    {
        var part = new List<string>();
        var bytes = 0;
        foreach (var text in texts)
        {
            var length = ShopAddress.Escape(text).Length + BytesOfBar;
            if (part.Count > 0 && bytes + length > mostBytes)
            {
                yield return part;
                part = [];
                bytes = 0;
            }

            part.Add(text);
            bytes += length;
        }

        if (part.Count > 0)
            yield return part;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
