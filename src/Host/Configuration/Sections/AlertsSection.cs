using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Connector.Host.Configuration.Sections;

/// <summary>When persons are told, and how, as it is written.</summary>
internal sealed class AlertsSection
{
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    [DefaultValue("00:15:00")]
    [Description("How long a store, or keyCRM, may be down before that is told, up to 1.00:00:00.")]
    public TimeSpan DownAfter { get; set; } = TimeSpan.FromMinutes(15);

    [Range(1, int.MaxValue)]
    [DefaultValue(1)]
    [Description("From how many numbers on that a store will not take that is told, 1 or more.")]
    public int FailuresParked { get; set; } = 1;

    [Range(typeof(TimeSpan), "00:10:00", "7.00:00:00")]
    [DefaultValue("03:00:00")]
    [Description("Readings find changes, and no webhook came for so long: from 00:10:00 to 7.00:00:00. Only for accounts with a webhook.")]
    public TimeSpan NoWebhookFor { get; set; } = TimeSpan.FromHours(3);

    [Range(typeof(TimeSpan), "00:10:00", "7.00:00:00")]
    [Description("How old the oldest reading of an offer may become, from 00:10:00 to 7.00:00:00; null for three times pollEvery, at least two hours.")]
    public TimeSpan? OldestReading { get; set; }

    [Range(0, 1_000_000)]
    [DefaultValue(500)]
    [Description("Megabytes that the state folder's disk must have free, 0 or more.")]
    public int DiskFree { get; set; } = 500;

    [Description("A Telegram chat that is told.")]
    public TelegramSection? Telegram { get; set; }

    [Description("Persons who are told by e-mail.")]
    public EmailSection? Email { get; set; }

    [Description("A program that is told by HTTP.")]
    public AlertWebhookSection? Webhook { get; set; }

    /// <summary>When and how.</summary>
    public AlertsConfiguration ToConfiguration() => new()
    {
        DownAfter = DownAfter,
        FailuresParked = FailuresParked,
        NoWebhookFor = NoWebhookFor,
        OldestReading = OldestReading,
        DiskFree = DiskFree * 1024L * 1024L,
        Telegram = Telegram?.ToConfiguration(),
        Email = Email?.ToConfiguration(),
        Webhook = Webhook?.ToConfiguration(),
    };
}
