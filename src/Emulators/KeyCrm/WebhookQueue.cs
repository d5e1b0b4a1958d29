using System.Threading.Channels;
using Connector.Emulators.Faults;

namespace Connector.Emulators.KeyCrm;

/// <summary>Sends one webhook's calls one after another, off the path of whoever changed the stock.</summary>
internal sealed class WebhookQueue : IAsyncDisposable
{
    private readonly Channel<object> _work = Channel.CreateUnbounded<object>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _stop = new();
    private readonly FaultPlan<KeyCrmDelivery, WebhookFault> _faults;
    private readonly Func<KeyCrmDelivery, CancellationToken, Task> _send;
    private readonly Action<KeyCrmDelivery> _lost;
    private readonly Task _loop;

    public WebhookQueue(FaultPlan<KeyCrmDelivery, WebhookFault> faults, Func<KeyCrmDelivery, CancellationToken, Task> send, Action<KeyCrmDelivery> lost)
    {
        _faults = faults;
        _send = send;
        _lost = lost;
        _loop = Task.Run(RunAsync);
    }

    public void Enqueue(KeyCrmDelivery delivery) => _work.Writer.TryWrite(delivery);

    /// <summary>Ends when everything enqueued before has been sent or lost, and what was held back for a swap is sent too.</summary>
    public Task WhenDrainedAsync()
    {
        var marker = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _work.Writer.TryWrite(marker) ? marker.Task : Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _work.Writer.TryComplete();
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        var held = new List<KeyCrmDelivery>();
        TaskCompletionSource? waiting = null;
        try
        {
            await foreach (var work in _work.Reader.ReadAllAsync(_stop.Token))
            {
                if (work is KeyCrmDelivery delivery)
                {
                    await DeliverAsync(delivery, held);
                    continue;
                }

                waiting = (TaskCompletionSource)work;
                await ReleaseAsync(held);
                waiting.TrySetResult();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Stopped: what is left is never sent, and nobody may wait for it.
            waiting?.TrySetCanceled(_stop.Token);
            while (_work.Reader.TryRead(out var work))
                (work as TaskCompletionSource)?.TrySetCanceled(_stop.Token);
        }
    }

    private async Task DeliverAsync(KeyCrmDelivery delivery, List<KeyCrmDelivery> held)
    {
        IReadOnlyList<WebhookFault> faults = delivery.Forged ? [] : _faults.Take(delivery);
        if (faults.Contains(WebhookFault.Lose))
        {
            _lost(delivery);
            return;
        }

        if (faults.Contains(WebhookFault.SwapWithNext))
        {
            held.Add(delivery);
            return;
        }

        await _send(delivery, _stop.Token);
        if (faults.Contains(WebhookFault.Duplicate))
            await _send(delivery, _stop.Token);
        await ReleaseAsync(held);
    }

    private async Task ReleaseAsync(List<KeyCrmDelivery> held)
    {
        foreach (var delivery in held)
            await _send(delivery, _stop.Token);
        held.Clear();
    }
}
