namespace Connector.Core.Ledger;

/// <summary>What a channel has to tell: that a condition was raised, or that it cleared.</summary>
/// <param name="Alert">The condition.</param>
/// <param name="ClearedAt">When it cleared, UTC; <see langword="null"/> if it was raised.</param>
public sealed record Notice(Alert Alert, DateTimeOffset? ClearedAt)
{
    /// <summary>When there was something to tell, UTC.</summary>
    public DateTimeOffset At => ClearedAt ?? Alert.RaisedAt;
}
