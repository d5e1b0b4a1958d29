namespace Connector.Host.Alerts.Channels;

/// <summary>A message was not taken. The text names place, fault and cure.</summary>
internal sealed class AlertException : Exception
{
    /// <summary>A message was not taken.</summary>
    /// <param name="message">Why, and what to do.</param>
    /// <param name="inner">The cause.</param>
    public AlertException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>How long the other side asks to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
