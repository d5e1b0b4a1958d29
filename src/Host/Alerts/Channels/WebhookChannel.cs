using System.Text.Json;
using System.Text.Json.Nodes;
using Connector.Host.Configuration;
using Connector.Host.Signing;

namespace Connector.Host.Alerts.Channels;

/// <summary>A program of the user's: one JSON document by POST, signed as Standard Webhooks 1.0.0 says where there is a secret.</summary>
internal sealed class WebhookChannel(AlertWebhookConfiguration webhook, AlertHttp http, TimeProvider time) : IAlertChannel
{
    /// <inheritdoc />
    public string Name => "webhook";

    /// <inheritdoc />
    public int MostCharacters => 64 * 1024;

    /// <inheritdoc />
    public async Task SendAsync(AlertMessage message, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["subject"] = message.Subject,
            ["alerts"] = new JsonArray([.. message.Notices.Select(notice => new JsonObject
            {
                ["state"] = notice.ClearedAt is null ? "raised" : "cleared",
                ["kind"] = notice.Alert.Kind,
                ["subject"] = notice.Alert.Subject,
                ["title"] = notice.Alert.Title,
                ["text"] = notice.Alert.Text,
                ["raisedAt"] = notice.Alert.RaisedAt,
                ["clearedAt"] = notice.ClearedAt,
            })]),
        });
        var (status, _, retryAfter) = await http.PostAsync(webhook.Url, body, Headers(body), "The program behind alerts.webhook", cancellationToken).ConfigureAwait(false);
        if ((int)status is < 200 or > 299)
            throw new AlertException($"The program behind alerts.webhook refuses the message ({(int)status}). Check alerts.webhook.url and secret, and the program's log.") { RetryAfter = retryAfter };
    }

    private IEnumerable<KeyValuePair<string, string>> Headers(byte[] body)
    {
        var id = $"alert_{Guid.NewGuid():N}";
        var timestamp = WebhookSignature.Timestamp(time.GetUtcNow());
        yield return new("webhook-id", id);
        yield return new("webhook-timestamp", timestamp);
        if (webhook.Secret is not { } secret)
            yield break;
        yield return new("webhook-signature", WebhookSignature.Of(secret, id, timestamp, body));
    }
}
