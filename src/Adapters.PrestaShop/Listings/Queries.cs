namespace Connector.Adapters.PrestaShop.Listings;

/// <summary>Packs values into lists <c>a|b|c</c> that fit an address of a web server.</summary>
internal static class Queries
{
    // nginx takes 8 KB; the rest of the address needs some of it.
    private const int MostBytes = 6000;

    public static IEnumerable<string> Of(IEnumerable<string> values)
    {
        var list = new List<string>();
        var bytes = 0;
        foreach (var value in values)
        {
            var length = Uri.EscapeDataString(value).Length + "%7C".Length;
            if (list.Count > 0 && bytes + length > MostBytes)
            {
                yield return string.Join('|', list);
                list.Clear();
                bytes = 0;
            }

            list.Add(value);
            bytes += length;
        }

        if (list.Count > 0)
            yield return string.Join('|', list);
    }
}
