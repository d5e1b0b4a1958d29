using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Connector.Host.Configuration.Sections;

/// <summary>A Telegram chat as it is written.</summary>
internal sealed class TelegramSection
{
    [Required]
    [DataType(DataType.Password)]
    [RegularExpression("^[0-9]+:[A-Za-z0-9_-]{20,}$", ErrorMessage = "is no bot token: digits, a colon and at least 20 letters, digits, “-” or “_”, as @BotFather gives it")]
    [Description("The bot's token, from @BotFather. Better ${TELEGRAM_BOT_TOKEN} than the token itself.")]
    public string BotToken { get; set; } = "";

    [Required]
    [RegularExpression("^(-?[0-9]+|@[A-Za-z0-9_]{5,})$", ErrorMessage = "is no chat: a number (groups begin with “-”), or a channel's @name")]
    [Description("The chat: a number as text (groups begin with “-”), or a channel's @name.")]
    public string ChatId { get; set; } = "";

    [Url]
    [DefaultValue("https://api.telegram.org")]
    [Description("The address of the bot API; another one only for a server of your own.")]
    public Uri BaseUrl { get; set; } = new("https://api.telegram.org");

    /// <summary>The chat.</summary>
    public TelegramConfiguration ToConfiguration() => new() { BotToken = BotToken, ChatId = ChatId, BaseUrl = BaseUrl };
}
