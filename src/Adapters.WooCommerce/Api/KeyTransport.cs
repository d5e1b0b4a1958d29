namespace Connector.Adapters.WooCommerce.Api;

/// <summary>How the key reaches the shop.</summary>
internal enum KeyTransport
{
    /// <summary>The Authorization header, over TLS.</summary>
    Basic,

    /// <summary>The query, over TLS: some hosts drop the header, or have a password of their own in it.</summary>
    Query,

    /// <summary>A signature: without TLS, or where TLS ends at a proxy that WordPress was not told about.</summary>
    OAuth,
}
