namespace Connector.Adapters.TestKit;

/// <summary>SKUs as merchants have them, each of which has broken some integration.</summary>
public static class AwkwardSkus
{
    /// <summary>Ukrainian letters that windows-1251 and UTF-8 both have.</summary>
    public const string Cyrillic = "Ґудзик-їжак-є";

    /// <summary>A space, which a query string may carry as + or %20.</summary>
    public const string Space = "SKU 12 A";

    /// <summary>Ends a parameter of a query string; HTML wants it as an entity.</summary>
    public const string Ampersand = "A&B";

    /// <summary>Becomes a space where a query string is decoded carelessly.</summary>
    public const string Plus = "A+B";

    /// <summary>Ends an address.</summary>
    public const string Hash = "A#B";

    /// <summary>Divides a path.</summary>
    public const string Slash = "A/B";

    /// <summary>Divides a list.</summary>
    public const string Comma = "A,B";

    /// <summary>Ends a text in SQL.</summary>
    public const string Apostrophe = "O'Neil";

    /// <summary>Ends a text in JSON and CSV: inches.</summary>
    public const string Quote = "TV 55\"";

    /// <summary>Wild cards of LIKE, and the beginning of an escape in an address.</summary>
    public const string Percent = "50%_x";

    /// <summary>Becomes another number where SKUs are taken for numbers.</summary>
    public const string LeadingZeros = "007";

    /// <summary>Equal to <see cref="LeadingZeros"/> as a number, and another SKU.</summary>
    public const string MoreLeadingZeros = "0007";

    /// <summary>Becomes 1000 where SKUs are taken for numbers.</summary>
    public const string Exponent = "1E3";

    /// <summary>70 characters.</summary>
    public const string SeventyCharacters = "LONG-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Cyrillic, Space, Ampersand, Plus, Hash, Slash, Comma, Apostrophe, Quote, Percent, LeadingZeros, MoreLeadingZeros, Exponent, SeventyCharacters,
    ];
}
