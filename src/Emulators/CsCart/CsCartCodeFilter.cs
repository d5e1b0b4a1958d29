namespace Connector.Emulators.CsCart;

/// <summary>What <c>pcode</c> means to a shop; nobody has written it down.</summary>
public enum CsCartCodeFilter
{
    /// <summary><c>pcode=ABC</c> finds every code that contains ABC; <c>%</c> and <c>_</c> are wildcards.</summary>
    Contains = 0,

    /// <summary><c>pcode=ABC</c> finds the code ABC, whatever its case.</summary>
    Equal,

    /// <summary><c>pcode=Y&amp;q=ABC</c> finds codes that contain ABC; <c>pcode=ABC</c> alone finds nothing.</summary>
    Switch,

    /// <summary>The filter is unknown, and so ignored: everything is the answer.</summary>
    Ignored,

    /// <summary>The filter finds nothing, whatever the code.</summary>
    Broken,
}
