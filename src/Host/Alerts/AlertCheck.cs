namespace Connector.Host.Alerts;

/// <summary>How one condition stands now.</summary>
/// <param name="Kind">One of <see cref="AlertKind"/>.</param>
/// <param name="Subject">What it is about: a store, an account; empty for the service itself.</param>
/// <param name="Status">Whether it holds.</param>
/// <param name="Title">The condition in a few words, with its subject.</param>
/// <param name="Text">What happened, what the connector does about it, and what a person can do.</param>
internal sealed record AlertCheck(string Kind, string Subject, AlertStatus Status, string Title, string Text)
{
    /// <summary>A condition that holds or not.</summary>
    public static AlertCheck Of(string kind, string subject, bool holds, string title, string text) =>
        new(kind, subject, holds ? AlertStatus.Raised : AlertStatus.Clear, title, text);
}
