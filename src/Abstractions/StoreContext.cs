using Microsoft.Extensions.Logging;

namespace Connector.Abstractions;

/// <summary>What the host lends to the adapter of one store. The host makes it; plug-ins only read it.</summary>
public abstract class StoreContext
{
    /// <summary>The store this adapter serves.</summary>
    public abstract StoreId StoreId { get; }

    /// <summary>A logger that names the store. Messages are redacted by the host; do not rely on it for secrets you make up.</summary>
    public abstract ILogger Logger { get; }

    /// <summary>The clock. Use it instead of the system's, so that your adapter can be tested in virtual time.</summary>
    public abstract TimeProvider TimeProvider { get; }

    /// <summary>
    /// The host's client for this store: connection limits and time-outs are inside, redirects are not followed, cookies are not
    /// kept, and a GET that met 429, 502, 503, 504 or a broken connection is sent again, twice at most. A request that may not be
    /// sent twice as it is (a nonce is in its signature) says so by the option <c>connector.send-once</c>. Shared and long-lived;
    /// do not dispose it and do not set its properties.
    /// </summary>
    public abstract HttpClient HttpClient { get; }

    /// <summary>The folder of the file that configures the store, absolute: relative paths in options are relative to it.</summary>
    public abstract string ConfigurationFolder { get; }
}
