using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Connector.Host.Cli;
using Spectre.Console;

namespace Connector.Host.Logging;

/// <summary>Writes log lines to standard error: <c>08:15:00 warn: shop-ua: …</c>, or as JSON.</summary>
internal sealed class TerminalLoggerProvider(Terminal terminal, LogFormat format, TimeProvider time) : ILoggerProvider
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public ILogger CreateLogger(string categoryName) => new TerminalLogger(this, categoryName);

    public void Dispose()
    {
    }

    private void Write(LogLevel level, string category, EventId happened, string message, IEnumerable<KeyValuePair<string, object?>> values, Exception? exception)
    {
        if (format == LogFormat.Json)
            terminal.WriteErrorLine(Json(level, category, happened, message, values, exception));
        else
            terminal.WriteError($"{time.GetLocalNow():HH:mm:ss} {Word(level)}: {message}{(exception is null ? "" : Environment.NewLine + exception)}", new Style(Colour(level)));
    }

    private string Json(LogLevel level, string category, EventId happened, string message, IEnumerable<KeyValuePair<string, object?>> values, Exception? exception)
    {
        var document = new JsonObject
        {
            ["at"] = time.GetUtcNow(),
            ["level"] = level.ToString().ToLowerInvariant(),
            ["category"] = category,
            ["event"] = happened.Name,
            ["message"] = message,
        };
        if (exception is not null)
            document["exception"] = exception.ToString();
        // What the line's placeholders stood for, under their own names: "store", "account", "seconds".
        var named = new JsonObject(values.Where(value => value.Key != "{OriginalFormat}").DistinctBy(value => value.Key)
            .Select(value => KeyValuePair.Create(JsonNamingPolicy.CamelCase.ConvertName(value.Key), Value(value.Value))));
        if (named.Count > 0)
            document["values"] = named;
        return terminal.Redactor.Redact(document).ToJsonString(Plain);
    }

    private static JsonNode? Value(object? value) => value switch
    {
        null => null,
        int number => number,
        long number => number,
        decimal number => number,
        bool flag => flag,
        _ => value.ToString(),
    };

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

    private sealed class TerminalLogger(TerminalLoggerProvider provider, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            provider.Write(logLevel, category, eventId, formatter(state, exception), state as IEnumerable<KeyValuePair<string, object?>> ?? [], exception);
    }
}
