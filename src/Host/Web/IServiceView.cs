using Connector.Core.Ledger;
using Connector.Host.Configuration;
using Connector.Host.Redaction;

namespace Connector.Host.Web;

/// <summary>What the web server sees of the running service.</summary>
internal interface IServiceView
{
    /// <summary>The configuration in force; another one after a reload. Addresses count at the start only.</summary>
    ConnectorConfiguration Configuration { get; }

    /// <summary>The durable state.</summary>
    Ledger Ledger { get; }

    /// <summary>Why the service cannot do its work now, for a person; empty while it can.</summary>
    IReadOnlyList<string> NotReady { get; }

    /// <summary>Takes secrets out of texts.</summary>
    SecretRedactor Redactor { get; }

    /// <summary>The clock.</summary>
    TimeProvider Time { get; }

    /// <summary>Makes loggers.</summary>
    ILoggerFactory Loggers { get; }
}
