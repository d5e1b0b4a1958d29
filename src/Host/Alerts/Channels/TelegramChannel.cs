using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Connector.Host.Configuration;

namespace Connector.Host.Alerts.Channels;

/// <summary>A Telegram chat, by the bot API's <c>sendMessage</c>: plain text of at most 4,096 characters.</summary>
internal sealed class TelegramChannel(TelegramConfiguration chat, AlertHttp http) : IAlertChannel
{
    /// <inheritdoc />
    public string Name => "telegram";

    /// <inheritdoc />
    public int MostCharacters => 4096;

    /// <inheritdoc />
    public async Task SendAsync(AlertMessage message, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["chat_id"] = chat.ChatId,
            ["text"] = message.Text,
            ["link_preview_options"] = new JsonObject { ["is_disabled"] = true },
        });
        var url = new Uri($"{chat.BaseUrl.AbsoluteUri.TrimEnd('/')}/bot{chat.BotToken}/sendMessage");
        var (status, answer, _) = await http.PostAsync(url, body, [], "Telegram", cancellationToken).ConfigureAwait(false);
        var (isOk, description, retryAfter) = Read(answer);
        if (isOk && status == HttpStatusCode.OK)
            return;
        throw new AlertException($"Telegram refuses the message ({(int)status}{(description.Length > 0 ? $", {description}" : "")}). {Cure(status)}") { RetryAfter = retryAfter };
    }

    private static string Cure(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.NotFound => "Check alerts.telegram.botToken: @BotFather shows it.",
        HttpStatusCode.BadRequest => "Check alerts.telegram.chatId: write to the bot once, or add it to the group; a group's number begins with “-”.",
        HttpStatusCode.Forbidden => "The bot may not write there: start it in the chat, or add it to the group again.",
        HttpStatusCode.TooManyRequests => "Too many messages; it is tried again later.",
        _ => "It is tried again later.",
    };

    // {"ok":false,"error_code":429,"description":"…","parameters":{"retry_after":35}}
    private static (bool IsOk, string Description, TimeSpan? RetryAfter) Read(string answer)
    {
        try
        {
            var root = JsonNode.Parse(answer) as JsonObject;
            var after = (root?["parameters"] as JsonObject)?["retry_after"] is JsonValue seconds && seconds.TryGetValue<int>(out var count) ? TimeSpan.FromSeconds(count) : (TimeSpan?)null;
            return (root?["ok"] is JsonValue ok && ok.TryGetValue<bool>(out var value) && value,
                root?["description"] is JsonValue text && text.TryGetValue<string>(out var description) ? description : "", after);
        }
        catch (JsonException)
        {
            return (false, "the answer is not the bot API's", null);
        }
    }
}
