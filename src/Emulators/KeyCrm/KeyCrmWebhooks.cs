using System.Text;
using System.Text.Json;
using Connector.Emulators.Faults;

namespace Connector.Emulators.KeyCrm;

/// <summary>
/// The account's stock webhooks. They are called after changes of stock, in the order of the changes unless a fault says
/// otherwise; not for stock that exists already, nor for new SKUs, archiving or deletion.
/// </summary>
public sealed class KeyCrmWebhooks
{
    private readonly Lock _lock = new();
    private readonly Dictionary<KeyCrmWebhook, WebhookQueue> _queues = new(ReferenceEqualityComparer.Instance);
    private readonly List<KeyCrmDelivery> _deliveries = [];
    private readonly KeyCrmEmulatorOptions _options;
    private readonly HttpClient _http;
    private long _numbers;

    internal KeyCrmWebhooks(KeyCrmEmulatorOptions options, HttpClient http)
    {
        _options = options;
        _http = http;
        Faults = new FaultPlan<KeyCrmDelivery, WebhookFault>(options.Seed);
    }

    /// <summary>What goes wrong on the way to the receivers.</summary>
    public FaultPlan<KeyCrmDelivery, WebhookFault> Faults { get; }

    /// <summary>Every call, in the order in which it was sent or lost. A call that was sent twice is here twice.</summary>
    public IReadOnlyList<KeyCrmDelivery> Deliveries
    {
        get
        {
            lock (_lock)
                return [.. _deliveries];
        }
    }

    /// <summary>Registers a webhook, as the cabinet's form does.</summary>
    /// <param name="url">Where to post.</param>
    /// <param name="warehouseIds">None for all warehouses.</param>
    /// <exception cref="ArgumentException">The address is not an absolute http or https one.</exception>
    public KeyCrmWebhook Add(Uri url, params IReadOnlyList<int> warehouseIds)
    {
        ArgumentNullException.ThrowIfNull(url);
        if (!url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
            throw new ArgumentException("A webhook's address begins with http:// or https://.", nameof(url));
        var webhook = new KeyCrmWebhook { Url = url, WarehouseIds = [.. warehouseIds] };
        lock (_lock)
            _queues.Add(webhook, new WebhookQueue(Faults, SendAsync, Record));
        return webhook;
    }

    /// <summary>Removes a webhook; what was not sent yet never is.</summary>
    public async Task RemoveAsync(KeyCrmWebhook webhook)
    {
        WebhookQueue? queue;
        lock (_lock)
            _queues.Remove(webhook, out queue);
        if (queue is not null)
            await queue.DisposeAsync();
    }

    /// <summary>Posts what a stranger who knows the address might post. Nothing in the catalogue changes.</summary>
    /// <param name="webhook">A registered webhook.</param>
    /// <param name="body">Any text.</param>
    public void Forge(KeyCrmWebhook webhook, string body)
    {
        lock (_lock)
            _queues[webhook].Enqueue(new KeyCrmDelivery { Number = ++_numbers, Webhook = webhook, Body = body, Forged = true });
    }

    /// <summary>Posts lines that keyCRM never sent, in the right form.</summary>
    public void Forge(KeyCrmWebhook webhook, params IReadOnlyList<KeyCrmStockMessage> messages) => Forge(webhook, JsonSerializer.Serialize(messages));

    /// <summary>Ends when the calls for all changes made so far have been sent or lost.</summary>
    public Task WhenDeliveredAsync(CancellationToken cancellationToken)
    {
        List<Task> drained;
        lock (_lock)
            drained = [.. _queues.Values.Select(static queue => queue.WhenDrainedAsync())];
        return Task.WhenAll(drained).WaitAsync(cancellationToken);
    }

    internal void OnMoved(IReadOnlyList<StockMovement> movements)
    {
        lock (_lock)
        {
            foreach (var (webhook, queue) in _queues)
            {
                var concerned = movements.Where(movement => Concerns(webhook, movement)).Select(movement => Message(webhook, movement.Offer));
                foreach (var chunk in concerned.Chunk(_options.WebhookMaxItems))
                    queue.Enqueue(new KeyCrmDelivery { Number = ++_numbers, Webhook = webhook, Body = JsonSerializer.Serialize(chunk) });
            }
        }
    }

    internal async ValueTask StopAsync()
    {
        List<WebhookQueue> queues;
        lock (_lock)
        {
            queues = [.. _queues.Values];
            _queues.Clear();
        }

        foreach (var queue in queues)
            await queue.DisposeAsync();
    }

    private static bool Concerns(KeyCrmWebhook webhook, StockMovement movement) =>
        webhook.WarehouseIds.Count == 0 || movement.WarehouseIds.Any(webhook.WarehouseIds.Contains);

    private static KeyCrmStockMessage Message(KeyCrmWebhook webhook, KeyCrmOffer offer)
    {
        var rows = offer.Stocks.Where(stock => webhook.WarehouseIds.Count == 0 || webhook.WarehouseIds.Contains(stock.WarehouseId)).ToList();
        return new KeyCrmStockMessage
        {
            OfferId = offer.Id,
            Sku = offer.Sku,
            InStock = rows.Sum(static stock => stock.Quantity),
            InReserve = rows.Sum(static stock => stock.Reserve),
        };
    }

    private async Task SendAsync(KeyCrmDelivery delivery, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var sent = delivery with { SentAt = _options.TimeProvider.GetUtcNow(), Attempts = attempt, Status = await PostAsync(delivery, cancellationToken) };
            if (sent.Status is < 500 || attempt >= _options.WebhookAttempts)
            {
                Record(sent);
                return;
            }

            await Task.Delay(_options.WebhookRetryDelay, _options.TimeProvider, cancellationToken);
        }
    }

    private async Task<int?> PostAsync(KeyCrmDelivery delivery, CancellationToken cancellationToken)
    {
        try
        {
            using var content = new StringContent(delivery.Body, Encoding.UTF8, "application/json");
            using var response = await _http.PostAsync(delivery.Webhook.Url, content, cancellationToken);
            return (int)response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The receiver took longer than the client's time-out.
            return null;
        }
    }

    private void Record(KeyCrmDelivery delivery)
    {
        lock (_lock)
            _deliveries.Add(delivery);
    }
}
