using Connector.Core.Ledger;
using Connector.Host.Service;

namespace Connector.Host.Alerts;

/// <summary>
/// What persons have been told and has not cleared. Each condition is told once when it is raised, and once when it has cleared and
/// stayed so; over restarts too.
/// </summary>
internal sealed class AlertBoard(AlertOutbox outbox, Func<string, string> redact, ILogger logger, TimeProvider time)
{
    // A condition that is gone for a moment has not cleared.
    private const int LooksUntilCleared = 2;

    private readonly Dictionary<(string Kind, string Subject), Alert> standing = outbox.Standing().ToDictionary(alert => (alert.Kind, alert.Subject));
    private readonly Dictionary<(string Kind, string Subject), int> clearLooks = [];

    /// <summary>Takes a look.</summary>
    /// <param name="checks">How the conditions stand.</param>
    /// <param name="isWhole">Whether these are all; what is not among them then has cleared: its store is no longer configured.</param>
    /// <param name="channels">Who is told.</param>
    public void Look(IReadOnlyCollection<AlertCheck> checks, bool isWhole, IReadOnlyCollection<string> channels)
    {
        foreach (var check in checks)
        {
            if (check.Status == AlertStatus.Raised)
                Raise(check, channels);
            else if (check.Status == AlertStatus.Clear)
                Clear((check.Kind, check.Subject), channels);
        }

        var known = checks.Select(check => (check.Kind, check.Subject)).ToHashSet();
        foreach (var gone in isWhole ? standing.Keys.Where(key => !known.Contains(key)).ToList() : [])
            Clear(gone, channels);
    }

    private void Raise(AlertCheck check, IReadOnlyCollection<string> channels)
    {
        clearLooks.Remove((check.Kind, check.Subject));
        if (standing.ContainsKey((check.Kind, check.Subject)))
            return;
        var alert = new Alert
        {
            Kind = check.Kind,
            Subject = check.Subject,
            Title = redact(check.Title),
            Text = redact(check.Text),
            RaisedAt = time.GetUtcNow(),
        };
        standing.Add((check.Kind, check.Subject), alert);
        ServiceLog.AlertRaised(logger, alert.Title, alert.Text);
        outbox.Raise(alert, channels);
    }

    private void Clear((string Kind, string Subject) key, IReadOnlyCollection<string> channels)
    {
        if (!standing.TryGetValue(key, out var alert))
            return;
        var looks = clearLooks.GetValueOrDefault(key) + 1;
        clearLooks[key] = looks;
        if (looks < LooksUntilCleared)
            return;
        clearLooks.Remove(key);
        standing.Remove(key);
        ServiceLog.AlertCleared(logger, alert.Title);
        outbox.Clear(alert, time.GetUtcNow(), channels);
    }
}
