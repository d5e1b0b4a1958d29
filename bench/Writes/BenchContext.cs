using Connector.Abstractions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Connector.Bench.Writes;

/// <summary>What the host gives an adapter, as far as OpenCart's needs it.</summary>
internal sealed class BenchContext : StoreContext
{
    public override StoreId StoreId => new("shop");

    public override ILogger Logger => NullLogger.Instance;

    public override TimeProvider TimeProvider => TimeProvider.System;

    public override HttpClient HttpClient => throw new InvalidOperationException("This adapter speaks no HTTP.");

    public override string ConfigurationFolder => AppContext.BaseDirectory;
}
