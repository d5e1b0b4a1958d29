namespace Connector.Emulators.PrestaShop;

/// <summary>What a webservice key may do with one resource: the boxes of the back office's table.</summary>
[Flags]
public enum PrestaShopMethods
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Reading.</summary>
    Get = 1,

    /// <summary>Writing whole rows.</summary>
    Put = 2,

    /// <summary>Making rows.</summary>
    Post = 4,

    /// <summary>Writing single fields; the box exists since 8.0.</summary>
    Patch = 8,

    /// <summary>Deleting.</summary>
    Delete = 16,

    /// <summary>Reading without a body.</summary>
    Head = 32,

    /// <summary>All boxes.</summary>
    All = Get | Put | Post | Patch | Delete | Head,
}
