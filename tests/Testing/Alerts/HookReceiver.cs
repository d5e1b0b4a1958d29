using System.Collections.Concurrent;
using Connector.Emulators.Http;
using Microsoft.AspNetCore.Http;

namespace Connector.Testing.Alerts;

/// <summary>A program of the user's that is told by HTTP.</summary>
public sealed class HookReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<(IReadOnlyDictionary<string, string> Headers, string Body)> posts = new();
    private LoopbackServer server = null!;

    /// <summary>Where to post.</summary>
    public Uri Address => new(server.Address, "hooks/with-a-key");

    /// <summary>What was posted, the oldest first.</summary>
    public IReadOnlyList<(IReadOnlyDictionary<string, string> Headers, string Body)> Posts => [.. posts];

    /// <summary>What it answers.</summary>
    public int Status { get; set; } = 204;

    public static async Task<HookReceiver> StartAsync()
    {
        var receiver = new HookReceiver();
        receiver.server = await LoopbackServer.StartAsync(0, receiver.TakeAsync, CancellationToken.None);
        return receiver;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        if (Status < 300)
            posts.Enqueue((context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), body));
        context.Response.StatusCode = Status;
    }
}
