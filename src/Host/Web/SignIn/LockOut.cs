namespace Connector.Host.Web.SignIn;

/// <summary>
/// Slows guessing down: after some wrong passwords nobody is let in for a while, whether the password is right or not. Counted for
/// all together, because behind a proxy everybody comes from one address; whoever sits at the machine can wait, or restart the service.
/// </summary>
internal sealed class LockOut(TimeProvider time)
{
    private const int Tries = 5;
    private static readonly TimeSpan For = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private int failures;
    private DateTimeOffset? until;

    /// <summary>How long nobody is let in; nothing if somebody is.</summary>
    public TimeSpan Left
    {
        get
        {
            lock (gate)
                return until is { } end && end > time.GetUtcNow() ? end - time.GetUtcNow() : TimeSpan.Zero;
        }
    }

    /// <summary>Notes a wrong password.</summary>
    public void Failed()
    {
        lock (gate)
        {
            if (++failures < Tries)
                return;
            failures = 0;
            until = time.GetUtcNow() + For;
        }
    }

    /// <summary>Notes a right one.</summary>
    public void Succeeded()
    {
        lock (gate)
            failures = 0;
    }
}
