using Connector.Abstractions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Connector.Adapters.Sql.Tests.Databases;

internal sealed class TestContextOfStore(string? folder = null, ILogger? logger = null) : StoreContext
{
    public override StoreId StoreId { get; } = new("own-site");

    public override ILogger Logger { get; } = logger ?? NullLogger.Instance;

    public override TimeProvider TimeProvider => TimeProvider.System;

    public override HttpClient HttpClient => throw new InvalidOperationException("A database is not reached over HTTP.");

    public override string ConfigurationFolder { get; } = folder ?? Path.GetTempPath();
}
