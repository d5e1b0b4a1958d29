namespace Connector.Emulators.PrestaShop.Webservice;

/// <summary>How a field is compared and written.</summary>
internal enum FieldKind
{
    /// <summary>The row's own id: a number in every version's JSON.</summary>
    Id,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>0 or 1.</summary>
    Flag,

    /// <summary>Text, prices and dates.</summary>
    Text,

    /// <summary>Text in each language; the shop has one.</summary>
    Translated,
}
