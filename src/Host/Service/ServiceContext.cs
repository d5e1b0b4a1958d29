using Connector.Core.Ledger;
using Connector.Host.Redaction;

namespace Connector.Host.Service;

/// <summary>What all workers of the service share; it outlives every configuration.</summary>
/// <param name="Ledger">The durable state.</param>
/// <param name="Redactor">Takes secrets out of texts.</param>
/// <param name="Loggers">Makes loggers.</param>
/// <param name="Time">The clock.</param>
internal sealed record ServiceContext(Ledger Ledger, SecretRedactor Redactor, ILoggerFactory Loggers, TimeProvider Time)
{
    /// <summary>Of the service itself.</summary>
    public ILogger Logger { get; } = Loggers.CreateLogger<ConnectorService>();
}
