using System.Text.RegularExpressions;

namespace Connector.Host.Configuration.Json;

/// <summary>How paths inside a file are written: <c>stores.shop-ua.stock.warehouses[1]</c>, <c>stores['shop.ua']</c>; <c>$</c> is the whole file.</summary>
internal static partial class LocatedPath
{
    /// <summary>The whole file.</summary>
    public const string Root = "$";

    /// <summary>The path of a key.</summary>
    public static string Member(string parent, string name)
    {
        if (!PlainName().IsMatch(name))
            return $"{parent}['{name.Replace("'", "\\'", StringComparison.Ordinal)}']";
        return parent == Root ? name : $"{parent}.{name}";
    }

    /// <summary>The path of an item.</summary>
    public static string Item(string parent, int index) => $"{parent}[{index}]";

    [GeneratedRegex(@"^[\w$-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex PlainName();
}
