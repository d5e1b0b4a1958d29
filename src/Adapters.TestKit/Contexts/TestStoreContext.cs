using Connector.Abstractions;
using Microsoft.Extensions.Logging;

namespace Connector.Adapters.TestKit;

/// <summary>
/// What the host lends, for tests. The HTTP client is made as the host makes it: redirects are not followed, cookies are not
/// kept, answers are unpacked. Only its time-out is shorter, and it repeats nothing.
/// </summary>
public sealed class TestStoreContext : StoreContext, IDisposable
{
    private readonly WatchedHandler _handler = new();

    /// <summary>Makes a context.</summary>
    /// <param name="timeout">How long an HTTP call may take as a whole; 30 s if not given.</param>
    /// <param name="timeProvider">The clock; the system's if not given.</param>
    /// <param name="configurationFolder">What relative paths in options are relative to; the folder for temporary files if not given.</param>
    /// <param name="store">The store's name.</param>
    public TestStoreContext(TimeSpan? timeout = null, TimeProvider? timeProvider = null, string? configurationFolder = null, string store = "kit-shop")
    {
        StoreId = new StoreId(store);
        TimeProvider = timeProvider ?? TimeProvider.System;
        ConfigurationFolder = Path.GetFullPath(configurationFolder ?? Path.GetTempPath());
        HttpClient = new HttpClient(_handler, disposeHandler: true) { Timeout = timeout ?? TimeSpan.FromSeconds(30) };
        HttpClient.DefaultRequestHeaders.UserAgent.ParseAdd("connector-testkit/1.0");
    }

    /// <inheritdoc />
    public override StoreId StoreId { get; }

    /// <inheritdoc />
    public override ILogger Logger => Log;

    /// <inheritdoc />
    public override TimeProvider TimeProvider { get; }

    /// <inheritdoc />
    public override HttpClient HttpClient { get; }

    /// <inheritdoc />
    public override string ConfigurationFolder { get; }

    /// <summary>What the adapter logged.</summary>
    public CapturedLog Log { get; } = new();

    /// <summary>Requests sent through <see cref="HttpClient"/> so far.</summary>
    public int Requests => _handler.Requests;

    /// <summary>Whether the adapter disposed the client that it was only lent.</summary>
    internal bool IsClientDisposed => _handler.IsDisposed;

    /// <summary>Called before each request is sent.</summary>
    internal Action? Sending
    {
        set => _handler.Sending = value;
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => HttpClient.Dispose();
}
