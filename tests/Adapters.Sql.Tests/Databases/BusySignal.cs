using Microsoft.Extensions.Logging;

namespace Connector.Adapters.Sql.Tests.Databases;

/// <summary>A log that tells when the adapter has met rows that somebody else has locked.</summary>
internal sealed class BusySignal : ILogger
{
    private readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Seen => _seen.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (formatter(state, exception).Contains("locked by someone else", StringComparison.Ordinal))
            _seen.TrySetResult();
    }
}
