using Microsoft.Extensions.Logging;

namespace Connector.Simulation.Tests;

/// <summary>Keeps what is logged, and writes it down for a replay where CONNECTOR_SIMULATION_LOG says so.</summary>
internal sealed class RecordedLog(TimeProvider time) : ILoggerFactory, ILogger
{
    private const int Most = 20_000;
    private static readonly string? Path = Environment.GetEnvironmentVariable("CONNECTOR_SIMULATION_LOG");

    private readonly Lock gate = new();
    private readonly Queue<string> lines = new();

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (gate)
                return [.. lines];
        }
    }

    public void Note(string line)
    {
        lock (gate)
        {
            lines.Enqueue($"{time.GetUtcNow():HH:mm:ss.fff} {line}");
            if (lines.Count > Most)
                lines.Dequeue();
        }
    }

    public void Forget()
    {
        lock (gate)
        {
            lines.Clear();
            lines.TrimExcess();
        }
    }

    public void WriteDown()
    {
        if (Path is not null)
            File.WriteAllLines(Path, Lines);
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Note(formatter(state, exception));

    public void Dispose()
    {
    }
}
