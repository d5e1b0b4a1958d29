using Connector.Abstractions;
using Connector.Core.Sync;
using Connector.Host.Configuration;
using Connector.Host.Plugins;

namespace Connector.Host.Runtime;

/// <summary>A configured store with its adapter, or with the reason why there is none.</summary>
internal sealed class OpenStore : IAsyncDisposable
{
    private readonly HostStoreContext? context;
    private readonly string fingerprint;

    /// <summary>A store whose adapter is ready.</summary>
    public OpenStore(StoreConfiguration configuration, IStoreAdapter adapter, HostStoreContext context)
    {
        Configuration = configuration;
        Adapter = adapter;
        this.context = context;
        fingerprint = Fingerprint.Of(configuration);
    }

    /// <summary>A store that cannot be used.</summary>
    public OpenStore(StoreConfiguration configuration, string failure)
    {
        Configuration = configuration;
        Failure = failure;
        fingerprint = Fingerprint.Of(configuration);
    }

    /// <summary>The store as configured.</summary>
    public StoreConfiguration Configuration { get; }

    /// <summary>Its adapter; <see langword="null"/> where <see cref="Failure"/> says why.</summary>
    public IStoreAdapter? Adapter { get; }

    /// <summary>HTTP requests sent to the store so far; 0 for a store that is not reached by HTTP.</summary>
    public int HttpRequests => context?.HttpRequests ?? 0;

    /// <summary>Why the store cannot be used, and what a person can do.</summary>
    public string? Failure { get; }

    /// <summary>
    /// Whether another configuration means the very same store: its adapter need not be made anew. One that could not be made would
    /// fail again, and be told again, each time the file is read.
    /// </summary>
    public bool IsSameAs(StoreConfiguration other) => fingerprint == Fingerprint.Of(other);

    /// <summary>The store as the engine sees it.</summary>
    public StoreDefinition Definition => new()
    {
        Id = Configuration.Id,
        Account = Configuration.Account,
        Stock = Configuration.Stock,
        Match = Configuration.Match,
        Guard = Configuration.Guard,
        Drift = Configuration.Drift,
    };

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (Adapter is not null)
            await Adapter.DisposeAsync().ConfigureAwait(false);
        context?.Dispose();
    }
}
