using Connector.Core.Ledger;

namespace Connector.Host.Alerts;

/// <summary>
/// What each channel has still to tell: in the ledger, so that nothing is forgotten or told twice over a restart. Where the ledger
/// cannot be used, which is itself worth telling, it is kept in memory.
/// </summary>
internal sealed class AlertOutbox(Ledger ledger)
{
    private readonly Lock gate = new();
    private readonly List<(string Channel, Notice Notice)> unstored = [];

    /// <summary>What was raised before and has not cleared; nothing where the ledger cannot be read.</summary>
    public IReadOnlyList<Alert> Standing()
    {
        try
        {
            return ledger.Alerts.Standing();
        }
        catch (LedgerException)
        {
            return [];
        }
    }

    /// <summary>Notes that a condition was raised.</summary>
    public void Raise(Alert alert, IReadOnlyCollection<string> channels) =>
        Store(() => ledger.Alerts.Raise(alert, channels), new Notice(alert, null), channels);

    /// <summary>Notes that a condition cleared.</summary>
    public void Clear(Alert alert, DateTimeOffset at, IReadOnlyCollection<string> channels) =>
        Store(() => ledger.Alerts.Clear(alert, at, channels), new Notice(alert, at), channels);

    /// <summary>What a channel has still to tell, the oldest first; a notice that is not in the ledger has no number.</summary>
    public IReadOnlyList<(long? Id, Notice Notice)> Waiting(string channel)
    {
        var found = new List<(long? Id, Notice Notice)>();
        try
        {
            found.AddRange(ledger.Alerts.Waiting(channel).Select(one => ((long?)one.Id, one.Notice)));
        }
        catch (LedgerException)
        {
            // What is in memory can be told all the same.
        }

        lock (gate)
            found.AddRange(unstored.Where(one => one.Channel == channel).Select(one => ((long?)null, one.Notice)));
        return found;
    }

    /// <summary>Forgets what a channel has told, or never will.</summary>
    /// <exception cref="LedgerException">The ledger cannot be written: it will be told again.</exception>
    public void Told(string channel, IReadOnlyCollection<(long? Id, Notice Notice)> told)
    {
        lock (gate)
            unstored.RemoveAll(one => one.Channel == channel && told.Any(other => other.Id is null && ReferenceEquals(other.Notice, one.Notice)));
        var ids = told.Select(one => one.Id).OfType<long>().ToList();
        if (ids.Count > 0)
            ledger.Alerts.Told(ids);
    }

    private void Store(Action store, Notice notice, IReadOnlyCollection<string> channels)
    {
        try
        {
            store();
        }
        catch (LedgerException)
        {
            lock (gate)
                unstored.AddRange(channels.Select(channel => (channel, notice)));
        }
    }
}
