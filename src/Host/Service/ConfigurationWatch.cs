namespace Connector.Host.Service;

/// <summary>
/// Has the configuration read again every few seconds. Reading it costs milliseconds and finds every way in which it can change:
/// the file itself, files that it includes, new ones among them, secrets in files, alias files, also over network drives and in
/// containers, where signs of changed files do not come.
/// </summary>
internal sealed class ConfigurationWatch(TimeProvider time)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    /// <summary>Watches until it is stopped.</summary>
    public async Task RunAsync(Func<Task> reload, CancellationToken stop)
    {
        while (true)
        {
            await Task.Delay(Every, time, stop).ConfigureAwait(false);
            await reload().ConfigureAwait(false);
        }
    }
}
