using Connector.Emulators.Http;
using Microsoft.AspNetCore.Http;

namespace Connector.Emulators.Shops;

/// <summary>
/// A shop on 127.0.0.1: counts what it is asked, suffers the faults it is given, answers as slowly as it is told. What it
/// answers is the business of each kind of shop.
/// </summary>
public abstract class ShopEmulator : IAsyncDisposable
{
    private readonly TimeProvider _time;
    private LoopbackServer? _server;

    private protected ShopEmulator(TimeProvider time, int seed = 1)
    {
        _time = time;
        Faults = new ShopFaults(seed);
    }

    /// <summary>For example <c>http://127.0.0.1:41234/</c>.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>What goes wrong with requests.</summary>
    public ShopFaults Faults { get; }

    /// <summary>What was asked.</summary>
    public ShopRequests Requests { get; } = new();

    /// <summary>How long every request takes at least before anything is done, in the emulator's time.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>
    /// How long the shop works on each item of a write, in the emulator's time. The work goes on to its end when the caller
    /// has gone away, as PHP's does.
    /// </summary>
    public TimeSpan WorkPerItem { get; set; }

    /// <summary>Closes the port and breaks what is still being answered.</summary>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Interlocked.Exchange(ref _server, null) is { } server)
            await server.DisposeAsync();
    }

    private protected async Task ListenAsync(int port, CancellationToken cancellationToken)
    {
        _server = await LoopbackServer.StartAsync(port, HandleAsync, cancellationToken);
        Address = _server.Address;
    }

    /// <summary>Does what the request asks and answers it. Never cancelled: a shop does not notice that its caller has gone.</summary>
    internal abstract Task<Reply> AnswerAsync(ShopCall call);

    private async Task HandleAsync(HttpContext context)
    {
        var request = await ShopRequest.ReadAsync(context.Request, _time.GetUtcNow(), context.RequestAborted);
        var entry = Requests.Arrive(request);
        var faults = Faults.Take(entry.Request);
        if (Latency > TimeSpan.Zero)
            await Task.Delay(Latency, _time, CancellationToken.None);

        var call = new ShopCall(entry.Request, faults, WorkPerItem, _time);
        var reply = call.RefusedWith ?? await AnswerAsync(call);
        reply = faults.Aggregate(reply, static (altered, fault) => fault.AlterReply(altered));
        var delay = faults.Aggregate(TimeSpan.Zero, static (sum, fault) => sum + fault.DelayBy);
        Requests.Answered(entry, reply.Dropped ? null : reply.Status, faults);
        if (delay > TimeSpan.Zero)
            await Task.Delay(delay, _time, context.RequestAborted);
        await ReplyWriter.WriteAsync(context, reply, _time, context.RequestAborted);
    }
}
