using Connector.Host.Configuration;

namespace Connector.Host.Alerts.Channels;

/// <summary>The ways to persons that a configuration names.</summary>
internal sealed class AlertChannels(TimeProvider time) : IDisposable
{
    /// <summary>The name of every channel there is.</summary>
    public static readonly string[] Names = ["telegram", "email", "webhook"];

    private readonly AlertHttp http = new();

    /// <summary>The channels of a configuration.</summary>
    public IReadOnlyList<IAlertChannel> Of(AlertsConfiguration alerts)
    {
        var channels = new List<IAlertChannel>();
        if (alerts.Telegram is { } telegram)
            channels.Add(new TelegramChannel(telegram, http));
        if (alerts.Email is { } email)
            channels.Add(new EmailChannel(email, time));
        if (alerts.Webhook is { } webhook)
            channels.Add(new WebhookChannel(webhook, http, time));
        return channels;
    }

    /// <inheritdoc />
    public void Dispose() => http.Dispose();
}
