namespace Connector.Host.Configuration;

/// <summary>A Telegram chat.</summary>
internal sealed record TelegramConfiguration
{
    /// <summary>The bot's token. Secret.</summary>
    public required string BotToken { get; init; }

    /// <summary>The chat's number, or a channel's @name.</summary>
    public required string ChatId { get; init; }

    /// <summary>The address of the bot API.</summary>
    public required Uri BaseUrl { get; init; }
}
