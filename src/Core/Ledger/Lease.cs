namespace Connector.Core.Ledger;

/// <summary>The right to do what only one may do at a time. Renews itself; disposing gives it back.</summary>
public sealed class Lease : IDisposable
{
    private readonly LeaseTable table;
    private readonly string name;
    private readonly string owner;
    private readonly ITimer timer;

    internal Lease(LeaseTable table, string name, string owner, TimeProvider time, TimeSpan every)
    {
        this.table = table;
        this.name = name;
        this.owner = owner;
        timer = time.CreateTimer(_ => RenewAgain(), null, every, every);
    }

    /// <summary>Renews the lease, unless it ran out and another has taken it since.</summary>
    /// <returns>Whether it is still held.</returns>
    /// <exception cref="LedgerException">The ledger cannot be used.</exception>
    public bool Renew() => table.Renew(name, owner);

    /// <inheritdoc />
    public void Dispose()
    {
        timer.Dispose();
        table.Release(name, owner);
    }

    // A renewal that fails (a full disk, a busy file) is made up for by the next one: three fit into a lease's life.
    private void RenewAgain()
    {
        try
        {
            Renew();
        }
        catch (LedgerException)
        {
        }
    }
}
