using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Connector.Host.Configuration.Sections;

/// <summary>A keyCRM account as it is written.</summary>
internal sealed class AccountSection
{
    [Required]
    [DataType(DataType.Password)]
    [Description("The API key, from keyCRM: Settings → General → API key. Better ${KEYCRM_API_KEY} than the key itself.")]
    public string ApiKey { get; set; } = "";

    [Url]
    [DefaultValue("https://openapi.keycrm.app/v1")]
    [Description("The API's address; another one only for an emulator.")]
    public Uri BaseUrl { get; set; } = new("https://openapi.keycrm.app/v1");

    [Range(1, int.MaxValue)]
    [DefaultValue(55)]
    [Description("Requests a minute at most, for everything that uses this key together. keyCRM allows 60.")]
    public int RequestsPerMinute { get; set; } = 55;

    [DefaultValue("00:15:00")]
    [Description("When the running service reads the whole account: every so often, from 00:01:00 to 1.00:00:00, or at the times of a cron line (minute hour day month weekday, in this machine's time).")]
    public PollSchedule PollEvery { get; set; } = PollSchedule.Every(TimeSpan.FromMinutes(15));

    [Description("keyCRM's stock webhook; left out, changes arrive with the next poll.")]
    public WebhookSection? Webhook { get; set; }
}
