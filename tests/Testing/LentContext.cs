using Connector.Abstractions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Connector.Testing;

/// <summary>What the host lends to an adapter, of the test's own pieces. They stay the test's to dispose.</summary>
/// <param name="store">The store's name.</param>
/// <param name="http">The client; an adapter that asks for it where there is none fails.</param>
/// <param name="time">The clock; the system's if left out.</param>
/// <param name="logger">Takes what the adapter logs; nobody if left out.</param>
/// <param name="folder">What relative paths in options are relative to; the test's own folder if left out.</param>
public sealed class LentContext(string store, HttpClient? http = null, TimeProvider? time = null, ILogger? logger = null, string? folder = null) : StoreContext
{
    /// <inheritdoc/>
    public override StoreId StoreId { get; } = new(store);

    /// <inheritdoc/>
    public override ILogger Logger { get; } = logger ?? NullLogger.Instance;

    /// <inheritdoc/>
    public override TimeProvider TimeProvider { get; } = time ?? TimeProvider.System;

    /// <inheritdoc/>
    public override HttpClient HttpClient => http ?? throw new InvalidOperationException("This adapter is not to speak HTTP.");

    /// <inheritdoc/>
    public override string ConfigurationFolder { get; } = folder ?? AppContext.BaseDirectory;
}
