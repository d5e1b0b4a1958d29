using System.Collections.Concurrent;
using Connector.Emulators.Http;
using Connector.Emulators.KeyCrm;

namespace Connector.Emulators.Tests.KeyCrm;

/// <summary>Takes webhooks and keeps their bodies; answers 200 unless told otherwise.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _bodies = new();
    private readonly ConcurrentQueue<int> _statuses = new();
    private LoopbackServer? _server;

    public Uri Url => new(_server!.Address, "hook/secret");

    public IReadOnlyList<string> Bodies => [.. _bodies];

    public IReadOnlyList<KeyCrmStockMessage[]> Calls =>
        [.. _bodies.Select(static body => System.Text.Json.JsonSerializer.Deserialize<KeyCrmStockMessage[]>(body)!)];

    /// <summary>When set, calls are answered only after it ends.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public static async Task<WebhookReceiver> StartAsync()
    {
        var receiver = new WebhookReceiver();
        receiver._server = await LoopbackServer.StartAsync(0, receiver.HandleAsync, TestContext.Current.CancellationToken);
        return receiver;
    }

    public void AnswerNextWith(int status) => _statuses.Enqueue(status);

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task HandleAsync(Microsoft.AspNetCore.Http.HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        await Gate.WaitAsync(context.RequestAborted);
        context.Response.StatusCode = context.Request is { Method: "POST", ContentType: "application/json; charset=utf-8" }
            ? _statuses.TryDequeue(out var status) ? status : 200
            : 415;
        _bodies.Enqueue(body);
    }
}
