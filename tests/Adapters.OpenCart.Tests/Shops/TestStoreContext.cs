using Connector.Abstractions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Connector.Adapters.OpenCart.Tests.Shops;

internal sealed class TestStoreContext(TimeProvider? timeProvider = null, ILogger? logger = null) : StoreContext
{
    public override StoreId StoreId => new("shop-test");

    public override ILogger Logger { get; } = logger ?? NullLogger.Instance;

    public override TimeProvider TimeProvider { get; } = timeProvider ?? TimeProvider.System;

    public override HttpClient HttpClient => throw new InvalidOperationException("This adapter speaks no HTTP.");

    public override string ConfigurationFolder => AppContext.BaseDirectory;
}
