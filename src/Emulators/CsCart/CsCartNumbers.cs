namespace Connector.Emulators.CsCart;

/// <summary>How numbers are written in answers.</summary>
public enum CsCartNumbers
{
    /// <summary><c>"7"</c>, as the documentation says.</summary>
    Strings = 0,

    /// <summary><c>7</c>.</summary>
    Numbers,

    /// <summary>The one or the other, differing by field and by row.</summary>
    Mixed,
}
