using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Connector.Emulators.Http;
using Microsoft.AspNetCore.Http;

namespace Connector.Testing.Alerts;

/// <summary>Telegram's bot API as far as messages go: one bot, one chat, at most 4,096 characters, 429 with <c>retry_after</c>.</summary>
public sealed class TelegramEmulator : IAsyncDisposable
{
    public const string Token = "123456:telegram-token-0123456789";
    public const string Chat = "-100123";

    private readonly ConcurrentQueue<string> messages = new();
    private LoopbackServer server = null!;
    private int asked;

    /// <summary>The address to put in the bot API's place.</summary>
    public Uri Address => server.Address;

    /// <summary>What the chat shows, the oldest first.</summary>
    public IReadOnlyList<string> Messages => [.. messages];

    /// <summary>Requests so far.</summary>
    public int Asked => asked;

    /// <summary>Answers in place of the API: a status and a body.</summary>
    public (int Status, string Body)? Refusal { get; set; }

    public static async Task<TelegramEmulator> StartAsync()
    {
        var emulator = new TelegramEmulator();
        emulator.server = await LoopbackServer.StartAsync(0, emulator.AnswerAsync, CancellationToken.None);
        return emulator;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref asked);
        using var reader = new StreamReader(context.Request.Body);
        var (status, body) = Refusal ?? Answer(context.Request, await reader.ReadToEndAsync(context.RequestAborted));
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body, context.RequestAborted);
    }

    private (int Status, string Body) Answer(HttpRequest request, string body)
    {
        if (request.Path != $"/bot{Token}/sendMessage")
            return Failed(request.Path.Value!.StartsWith($"/bot{Token}", StringComparison.Ordinal) ? 404 : 401, "Unauthorized");
        var message = JsonNode.Parse(body)!;
        var text = (string)message["text"]!;
        if ((string)message["chat_id"]! != Chat)
            return Failed(400, "Bad Request: chat not found");
        if (text.Length is 0 or > 4096)
            return Failed(400, "Bad Request: message is too long");
        messages.Enqueue(text);
        return (200, new JsonObject { ["ok"] = true, ["result"] = new JsonObject { ["message_id"] = messages.Count } }.ToJsonString());
    }

    private static (int Status, string Body) Failed(int code, string description) =>
        (code, new JsonObject { ["ok"] = false, ["error_code"] = code, ["description"] = description }.ToJsonString());
}
