namespace Connector.Host.Service;

/// <summary>The workers that run now.</summary>
internal interface IWorkers
{
    /// <summary>The stores' workers.</summary>
    IEnumerable<StoreWorker> Stores { get; }

    /// <summary>The accounts' workers.</summary>
    IEnumerable<AccountWorker> Accounts { get; }
}
