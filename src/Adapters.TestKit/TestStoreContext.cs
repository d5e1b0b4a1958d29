using System.Collections.Concurrent;
using Connector.Abstractions;
using Microsoft.Extensions.Logging;

namespace Connector.Adapters.TestKit;

/// <summary>What the host lends to an adapter, made for a test: a client like the host's, and a logger that keeps every line.</summary>
public sealed class TestStoreContext : StoreContext, IDisposable
{
    private readonly LentHandler handler = new();
    private readonly KeepingLogger logger = new();
    private readonly TimeProvider time;
    private readonly string folder;

    /// <summary>A context.</summary>
    /// <param name="time">The clock; the system's if left out.</param>
    /// <param name="configurationFolder">What relative paths in options are relative to; the test's own folder if left out.</param>
    public TestStoreContext(TimeProvider? time = null, string? configurationFolder = null)
    {
        this.time = time ?? TimeProvider.System;
        folder = configurationFolder ?? AppContext.BaseDirectory;
        HttpClient = new HttpClient(handler, disposeHandler: true);
    }

    /// <inheritdoc />
    public override StoreId StoreId { get; } = new("test-store");

    /// <inheritdoc />
    public override ILogger Logger => logger;

    /// <inheritdoc />
    public override TimeProvider TimeProvider => time;

    /// <inheritdoc />
    public override HttpClient HttpClient { get; }

    /// <inheritdoc />
    public override string ConfigurationFolder => folder;

    /// <summary>Every line that the adapter has logged.</summary>
    public IReadOnlyCollection<string> LoggedLines => logger.Lines;

    /// <summary>Requests that were sent through <see cref="HttpClient"/>.</summary>
    public int Requests => handler.Requests;

    /// <summary>Whether the adapter disposed the client that it was lent.</summary>
    internal bool IsClientDisposed => handler.IsDisposed;

    /// <summary>Called before each request.</summary>
    internal Action? Sending
    {
        set => handler.Sending = value;
    }

    /// <summary>Closes the client's connections.</summary>
    public void Dispose() => HttpClient.Dispose();

    private sealed class KeepingLogger : ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");
    }
}
