using Connector.Host.Cli;
using Spectre.Console;

namespace Connector.Host.Logging;

/// <summary>Writes log lines to standard error: <c>warn: shop-ua: …</c>.</summary>
internal sealed class TerminalLoggerProvider(Terminal terminal, TimeProvider time) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new TerminalLogger(terminal, time);

    public void Dispose()
    {
    }

    private sealed class TerminalLogger(Terminal terminal, TimeProvider time) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var line = $"{time.GetLocalNow():HH:mm:ss} {Word(logLevel)}: {formatter(state, exception)}{(exception is null ? "" : Environment.NewLine + exception)}";
            terminal.WriteError(line, new Style(Colour(logLevel)));
        }

        private static string Word(LogLevel level) => level switch
        {
            LogLevel.Trace => "trce",
            LogLevel.Debug => "dbug",
            LogLevel.Information => "info",
            LogLevel.Warning => "warn",
            LogLevel.Error => "fail",
            _ => "crit",
        };

        private static Color Colour(LogLevel level) => level switch
        {
            LogLevel.Warning => Color.Yellow,
            LogLevel.Error or LogLevel.Critical => Color.Red,
            _ => Color.Grey,
        };
    }
}
