using Connector.Emulators.KeyCrm;

namespace Connector.Emulators.Tests.KeyCrm;

public sealed class WebhookTests : IAsyncLifetime
{
    private Account _account = null!;
    private WebhookReceiver _receiver = null!;

    private KeyCrmCatalogue Catalogue => _account.Catalogue;

    private KeyCrmWebhooks Webhooks => _account.Emulator.Webhooks;

    public async ValueTask InitializeAsync()
    {
        _account = await Account.OpenAsync();
        _receiver = await WebhookReceiver.StartAsync();
        Catalogue.AddOffer(new KeyCrmOffer { Id = 1, Sku = "Кружка 1", Stocks = [new(1, 5, 1), new(4, 2, 0)] });
        Catalogue.AddOffer(new KeyCrmOffer { Id = 2, Stocks = [new(1, 8, 0)] });
    }

    public async ValueTask DisposeAsync()
    {
        await _account.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    private Task DeliveredAsync() => Webhooks.WhenDeliveredAsync(TestContext.Current.CancellationToken);

    private decimal[] StocksReceived() => [.. _receiver.Calls.Select(static call => call[0].InStock)];

    [Fact]
    public async Task Existing_stock_is_no_news()
    {
        Webhooks.Add(_receiver.Url);
        Catalogue.AddOffer(3, "C", 9);

        await DeliveredAsync();

        _receiver.Bodies.ShouldBeEmpty();
    }

    [Fact]
    public async Task Change_is_posted_as_an_array_of_absolute_numbers()
    {
        Webhooks.Add(_receiver.Url);

        Catalogue.SetStock(1, 42.5m, 4, warehouseId: 1);
        Catalogue.SetStock(2, -3);
        await DeliveredAsync();

        _receiver.Bodies.Count.ShouldBe(2);
        var fields = System.Text.Json.Nodes.JsonNode.Parse(_receiver.Bodies[0])!.AsArray()[0]!.AsObject();
        fields.Select(static field => field.Key).ShouldBe(["offer_id", "sku", "in_stock", "in_reserve"]);
        _receiver.Calls[0].ShouldBe([new KeyCrmStockMessage { OfferId = 1, Sku = "Кружка 1", InStock = 44.5m, InReserve = 4 }]);
        _receiver.Calls[1].ShouldBe([new KeyCrmStockMessage { OfferId = 2, Sku = null, InStock = -3, InReserve = 0 }]);
        Webhooks.Deliveries.Select(static delivery => delivery.Status).ShouldBe([200, 200]);
    }

    [Fact]
    public async Task Change_to_the_same_numbers_new_sku_archive_and_deletion_are_not_posted()
    {
        Webhooks.Add(_receiver.Url);

        Catalogue.SetStock(2, 8);
        Catalogue.SetSku(2, "B");
        Catalogue.SetArchived(2, true);
        Catalogue.RemoveOffer(2);
        await DeliveredAsync();

        _receiver.Bodies.ShouldBeEmpty();
    }

    [Fact]
    public async Task Webhook_of_some_warehouses_gets_their_sum_and_only_their_changes()
    {
        await using var podil = await WebhookReceiver.StartAsync();
        Webhooks.Add(_receiver.Url);
        Webhooks.Add(podil.Url, 4);

        Catalogue.SetStock(1, 6, warehouseId: 1);
        Catalogue.SetStock(1, 3, warehouseId: 4);
        await DeliveredAsync();

        StocksReceived().ShouldBe([8, 9]);
        podil.Calls.ShouldHaveSingleItem().ShouldHaveSingleItem().InStock.ShouldBe(3);
    }

    [Fact]
    public async Task Reserving_and_fulfilling_an_order_posts_what_is_on_hand_and_reserved()
    {
        Webhooks.Add(_receiver.Url);

        Catalogue.Reserve(2, 3);
        Catalogue.Fulfil(2, 3);
        await DeliveredAsync();

        _receiver.Calls.Select(static call => (call[0].InStock, call[0].InReserve)).ShouldBe([(8, 3), (5, 0)]);
    }

    [Fact]
    public async Task Document_of_many_lines_is_one_call_in_portions()
    {
        await using var account = await Account.OpenAsync(25, new KeyCrmEmulatorOptions { WebhookMaxItems = 10 });
        account.Emulator.Webhooks.Add(_receiver.Url);

        account.Catalogue.SetStocks(account.Catalogue.Snapshot().Select(static offer => new KeyCrmStockChange { OfferId = offer.Id, Quantity = 1234 }));
        await account.Emulator.Webhooks.WhenDeliveredAsync(TestContext.Current.CancellationToken);

        _receiver.Calls.Select(static call => call.Length).ShouldBe([10, 10, 5]);
        _receiver.Calls.SelectMany(static call => call).Select(static message => message.OfferId)
            .ShouldBe(account.Catalogue.Snapshot().Select(static offer => offer.Id));
    }

    [Fact]
    public async Task Write_through_the_api_calls_the_webhook_too()
    {
        Webhooks.Add(_receiver.Url);

        using var response = await _account.PutAsync("/offers/stocks", new { warehouse_id = 1, stocks = new[] { new { id = 2, quantity = 1 } } });
        await DeliveredAsync();

        ((int)response.StatusCode).ShouldBe(202);
        StocksReceived().ShouldBe([1]);
    }

    [Fact]
    public async Task Many_changes_arrive_in_their_order()
    {
        Webhooks.Add(_receiver.Url);

        for (var quantity = 100; quantity < 200; quantity++)
            Catalogue.SetStock(2, quantity);
        await DeliveredAsync();

        StocksReceived().ShouldBe(Enumerable.Range(100, 100).Select(static quantity => (decimal)quantity));
    }

    [Fact]
    public async Task Lost_call_never_arrives()
    {
        Webhooks.Add(_receiver.Url);
        Webhooks.Faults.Enqueue(WebhookFault.Lose);

        Catalogue.SetStock(2, 7);
        Catalogue.SetStock(2, 6);
        await DeliveredAsync();

        StocksReceived().ShouldBe([6]);
        Webhooks.Deliveries.Select(static delivery => delivery.Attempts).ShouldBe([0, 1]);
    }

    [Fact]
    public async Task Duplicated_call_arrives_twice()
    {
        Webhooks.Add(_receiver.Url);
        Webhooks.Faults.Enqueue(WebhookFault.Duplicate);

        Catalogue.SetStock(2, 7);
        Catalogue.SetStock(2, 6);
        await DeliveredAsync();

        StocksReceived().ShouldBe([7, 7, 6]);
        Webhooks.Deliveries.Select(static delivery => delivery.Number).ShouldBe([1, 1, 2]);
    }

    [Fact]
    public async Task Swapped_call_arrives_after_the_next_one()
    {
        Webhooks.Add(_receiver.Url);
        Webhooks.Faults.Enqueue(WebhookFault.SwapWithNext);

        Catalogue.SetStock(2, 7);
        Catalogue.SetStock(2, 6);
        Catalogue.SetStock(2, 5);
        await DeliveredAsync();

        StocksReceived().ShouldBe([6, 7, 5]);
    }

    [Fact]
    public async Task Swapped_call_without_a_next_one_arrives_when_deliveries_are_awaited()
    {
        Webhooks.Add(_receiver.Url);
        Webhooks.Faults.Enqueue(WebhookFault.SwapWithNext);

        Catalogue.SetStock(2, 7);
        await DeliveredAsync();

        StocksReceived().ShouldBe([7]);
    }

    [Fact]
    public async Task Forged_call_changes_nothing_in_the_catalogue()
    {
        var webhook = Webhooks.Add(_receiver.Url);

        Webhooks.Forge(webhook, new KeyCrmStockMessage { OfferId = 2, Sku = "B", InStock = 0, InReserve = 0 });
        Webhooks.Forge(webhook, "not even JSON");
        await DeliveredAsync();

        _receiver.Bodies.Count.ShouldBe(2);
        _receiver.Bodies[1].ShouldBe("not even JSON");
        Catalogue.Find(2)!.Quantity.ShouldBe(8);
        Webhooks.Deliveries.ShouldAllBe(static delivery => delivery.Forged);
    }

    [Fact]
    public async Task Changing_stock_never_waits_for_the_receiver()
    {
        var gate = new TaskCompletionSource();
        _receiver.Gate = gate.Task;
        Webhooks.Add(_receiver.Url);

        Catalogue.SetStock(2, 7);
        using var response = await _account.PutAsync("/offers/stocks", new { warehouse_id = 1, stocks = new[] { new { id = 2, quantity = 6 } } });
        var delivered = DeliveredAsync();

        ((int)response.StatusCode).ShouldBe(202);
        delivered.IsCompleted.ShouldBeFalse();
        gate.SetResult();
        await delivered;
        StocksReceived().ShouldBe([7, 6]);
    }

    [Fact]
    public async Task Call_is_tried_once_unless_more_attempts_are_set()
    {
        Webhooks.Add(_receiver.Url);
        _receiver.AnswerNextWith(500);

        Catalogue.SetStock(2, 7);
        await DeliveredAsync();

        Webhooks.Deliveries.ShouldHaveSingleItem().Status.ShouldBe(500);
        _receiver.Bodies.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Failed_call_is_tried_again_after_the_delay()
    {
        var time = new TimerWatch();
        await using var account = await Account.OpenAsync(1, new KeyCrmEmulatorOptions { TimeProvider = time, WebhookAttempts = 3 });
        account.Emulator.Webhooks.Add(_receiver.Url);
        _receiver.AnswerNextWith(503);

        account.Catalogue.SetStock(1, 777);
        var delivered = account.Emulator.Webhooks.WhenDeliveredAsync(TestContext.Current.CancellationToken);
        (await time.NextWaitAsync()).ShouldBe(TimeSpan.FromSeconds(30));
        time.Advance(TimeSpan.FromSeconds(30));
        await delivered;

        var delivery = account.Emulator.Webhooks.Deliveries.ShouldHaveSingleItem();
        (delivery.Status, delivery.Attempts).ShouldBe((200, 2));
    }

    [Fact]
    public async Task Receiver_that_is_down_loses_the_call_and_stops_nothing()
    {
        var down = await WebhookReceiver.StartAsync();
        Webhooks.Add(down.Url);
        await down.DisposeAsync();
        Webhooks.Add(_receiver.Url);

        Catalogue.SetStock(2, 7);
        await DeliveredAsync();

        StocksReceived().ShouldBe([7]);
        Webhooks.Deliveries.Select(static delivery => delivery.Status).ShouldBe([null, 200], ignoreOrder: true);
    }

    [Fact]
    public async Task Removed_webhook_is_called_no_more()
    {
        var webhook = Webhooks.Add(_receiver.Url);
        Catalogue.SetStock(2, 7);
        await DeliveredAsync();

        await Webhooks.RemoveAsync(webhook);
        Catalogue.SetStock(2, 6);
        await DeliveredAsync();

        StocksReceived().ShouldBe([7]);
    }

    [Theory]
    [InlineData("/hook")]
    [InlineData("ftp://127.0.0.1/hook")]
    public void Address_that_cannot_be_posted_to_is_refused(string address) =>
        Should.Throw<ArgumentException>(() => Webhooks.Add(new Uri(address, UriKind.RelativeOrAbsolute)));
}
