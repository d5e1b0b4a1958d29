namespace Connector.Emulators.PrestaShop.Webservice;

/// <summary>Where the versions' answers differ.</summary>
internal sealed record VersionTraits
{
    private static readonly VersionTraits V178 = new()
    {
        Number = "1.7.8.11",
        VersionBeforeSignIn = "1.7.8.11",
        HasPatch = false,
        IntegersAsNumbers = true,
        FlagsAsNumbers = true,
        DropsEmptyJsonFields = false,
        RootAsJson = true,
        EscapesPropertyNames = true,
        HasUnitPrice = false,
        CombinationsHaveQuantity = true,
        RefusesDependentStock = true,
        FirstFilterLine = 1307,
        XmlLine = 1518,
    };

    private static readonly VersionTraits V82 = V178 with
    {
        Number = "8.2.1",
        VersionBeforeSignIn = "0",
        HasPatch = true,
        IntegersAsNumbers = false,
        FlagsAsNumbers = false,
        DropsEmptyJsonFields = true,
        RootAsJson = false,
        HasUnitPrice = true,
        CombinationsHaveQuantity = false,
        FirstFilterLine = 1333,
        XmlLine = 1544,
    };

    private static readonly VersionTraits V91 = V82 with
    {
        Number = "9.1.4",
        IntegersAsNumbers = true,
        EscapesPropertyNames = false,
        RefusesDependentStock = false,
        FirstFilterLine = 1299,
        XmlLine = 1510,
    };

    /// <summary><c>PSWS-Version</c>.</summary>
    public required string Number { get; init; }

    /// <summary><c>PSWS-Version</c> of answers to keys that are refused.</summary>
    public required string VersionBeforeSignIn { get; init; }

    public required bool HasPatch { get; init; }

    /// <summary>Whether JSON has <c>"id_product":8</c> or <c>"id_product":"8"</c>; <c>id</c> is a number in all versions.</summary>
    public required bool IntegersAsNumbers { get; init; }

    /// <summary>Whether JSON has <c>"depends_on_stock":0</c> or <c>"depends_on_stock":"0"</c>.</summary>
    public required bool FlagsAsNumbers { get; init; }

    /// <summary>Whether JSON without <c>display</c> leaves out what is 0 or empty.</summary>
    public required bool DropsEmptyJsonFields { get; init; }

    /// <summary>Whether the root answers as JSON; else PHP dies on it with an empty 500.</summary>
    public required bool RootAsJson { get; init; }

    /// <summary>Whether a refused value is named <c>StockAvailable-&amp;gt;quantity</c>.</summary>
    public required bool EscapesPropertyNames { get; init; }

    /// <summary>Whether products have a writable <c>unit_price</c>.</summary>
    public required bool HasUnitPrice { get; init; }

    /// <summary>Whether combinations show their stock, to be read only.</summary>
    public required bool CombinationsHaveQuantity { get; init; }

    /// <summary>Whether rows of the old advanced stock refuse to be written.</summary>
    public required bool RefusesDependentStock { get; init; }

    /// <summary>The first of four lines of its source that warn after a wrong filter, sort, limit or field of a list.</summary>
    public required int FirstFilterLine { get; init; }

    /// <summary>The line of its source that parses a body.</summary>
    public required int XmlLine { get; init; }

    public static VersionTraits Of(PrestaShopVersion version) => version switch
    {
        PrestaShopVersion.V1_7_8 => V178,
        PrestaShopVersion.V8_2 => V82,
        PrestaShopVersion.V9_1 => V91,
        _ => throw new ArgumentOutOfRangeException(nameof(version), version, "No such version is emulated."),
    };
}
