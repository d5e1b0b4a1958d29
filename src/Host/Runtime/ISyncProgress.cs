using Connector.Core.Sync;

namespace Connector.Host.Runtime;

/// <summary>Where a pass tells how far it has come.</summary>
internal interface ISyncProgress
{
    /// <summary>Pages read and pages in all, of one account.</summary>
    IProgress<(int Read, int Of)>? ForAccount(string account);

    /// <summary>How far each store has come.</summary>
    IProgress<StoreProgress>? ForStores { get; }
}
