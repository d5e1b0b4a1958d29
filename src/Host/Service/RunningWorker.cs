namespace Connector.Host.Service;

/// <summary>Work that runs until it, alone, is stopped.</summary>
internal sealed class RunningWorker : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Task work;

    /// <summary>Starts the work, on another thread: a snapshot is stored without yielding, and nobody may wait for that.</summary>
    public RunningWorker(Func<CancellationToken, Task> work) => this.work = Task.Run(() => work(stop.Token), CancellationToken.None);

    /// <summary>Tells the work to stop.</summary>
    public void Stop() => stop.Cancel();

    /// <summary>Stops the work and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }
}
