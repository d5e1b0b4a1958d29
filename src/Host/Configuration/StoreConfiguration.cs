using Connector.Abstractions;
using Connector.Core.Matching;
using Connector.Core.Planning;
using Connector.Core.Stock;
using Connector.Core.Sync;
using Connector.Host.Configuration.Json;

namespace Connector.Host.Configuration;

/// <summary>One store. Its options are bound later, when the adapters have been found: <see cref="StoreOptions"/>.</summary>
internal sealed record StoreConfiguration
{
    /// <summary>The store's name.</summary>
    public required StoreId Id { get; init; }

    /// <summary>The adapter's name; whether there is such an adapter is not known yet.</summary>
    public required string Adapter { get; init; }

    /// <summary>The account that feeds it; one of <see cref="ConnectorConfiguration.Accounts"/>.</summary>
    public required string Account { get; init; }

    /// <summary>Whether the store is kept in step at all.</summary>
    public required bool Enabled { get; init; }

    /// <summary>The adapter's options as written, with variables put in. An empty object when there are none.</summary>
    public required LocatedNode Options { get; init; }

    /// <summary>How the number for sale is made.</summary>
    public required StockRule Stock { get; init; }

    /// <summary>How SKUs are compared.</summary>
    public required MatchRule Match { get; init; }

    /// <summary>What a plan may do without a person.</summary>
    public required GuardLimits Guard { get; init; }

    /// <summary>How the store is read back.</summary>
    public required DriftRule Drift { get; init; }

    /// <summary>The folder of the file that configures the store, absolute.</summary>
    public required string Folder { get; init; }

    /// <summary>The store as written, with the defaults merged in: where later mistakes are located.</summary>
    public required LocatedNode Node { get; init; }
}
