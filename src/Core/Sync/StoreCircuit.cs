namespace Connector.Core.Sync;

/// <summary>
/// Stops a pass over a store that fails call after call, so that a store that is down is left in peace. A success in between
/// closes it again: one bad item among good ones never opens it.
/// </summary>
internal sealed class StoreCircuit
{
    private const int FailuresToOpen = 8;

    private int failures;

    public bool IsOpen => failures >= FailuresToOpen;

    public void Succeeded() => failures = 0;

    public void Failed() => failures++;
}
