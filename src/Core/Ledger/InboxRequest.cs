namespace Connector.Core.Ledger;

/// <summary>A webhook on its way into the inbox, and the caller that waits for it.</summary>
internal sealed class InboxRequest(string account, ReadOnlyMemory<byte> body, DateTimeOffset at)
{
    private readonly TaskCompletionSource stored = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int state;

    public string Account => account;

    public ReadOnlyMemory<byte> Body => body;

    public DateTimeOffset At => at;

    /// <summary>Ends when the webhook is durable, cannot be stored, or was given up in time.</summary>
    public Task Stored => stored.Task;

    /// <summary>Takes the request into a transaction; from then on it cannot be given up.</summary>
    public bool TryTake() => Interlocked.CompareExchange(ref state, 1, 0) == 0;

    /// <summary>Gives the request up, unless it was taken already: the caller may use the body's memory again.</summary>
    public void GiveUp(CancellationToken cancellationToken)
    {
        if (TryTake())
            stored.SetCanceled(cancellationToken);
    }

    public void Succeed() => stored.SetResult();

    public void Fail(LedgerException exception) => stored.SetException(exception);
}
