using Connector.Abstractions;

namespace Connector.Host.Plugins;

/// <summary>What the host lends to one store. Lives as long as the store's adapter; dispose it after the adapter.</summary>
internal sealed class HostStoreContext : StoreContext, IDisposable
{
    private readonly RequestCount requests;

    /// <summary>Makes the context of one store.</summary>
    /// <param name="storeId">The store.</param>
    /// <param name="loggers">Makes the logger; the host's redaction is in it.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="configurationFolder">The folder of the file that configures the store, absolute.</param>
    public HostStoreContext(StoreId storeId, ILoggerFactory loggers, TimeProvider timeProvider, string configurationFolder)
    {
        StoreId = storeId;
        Logger = loggers.CreateLogger($"Connector.Store.{storeId}");
        TimeProvider = timeProvider;
        HttpClient = StoreHttpClient.Create(timeProvider, out requests);
        ConfigurationFolder = configurationFolder;
    }

    /// <inheritdoc />
    public override StoreId StoreId { get; }

    /// <inheritdoc />
    public override ILogger Logger { get; }

    /// <inheritdoc />
    public override TimeProvider TimeProvider { get; }

    /// <inheritdoc />
    public override HttpClient HttpClient { get; }

    /// <inheritdoc />
    public override string ConfigurationFolder { get; }

    /// <summary>HTTP requests sent to the store so far; 0 for a store that is not reached by HTTP.</summary>
    public int HttpRequests => requests.Sent;

    /// <summary>Closes the store's connections.</summary>
    public void Dispose() => HttpClient.Dispose();
}
