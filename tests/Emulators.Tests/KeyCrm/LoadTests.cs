using Connector.Emulators.KeyCrm;

namespace Connector.Emulators.Tests.KeyCrm;

public sealed class LoadTests
{
    [Fact]
    public async Task Hundred_thousand_offers_are_read_whole_page_by_page()
    {
        await using var account = await Account.OpenAsync(offers: 100_000);

        var ids = await account.ReadAllIdsAsync();

        ids.ShouldBe(account.Catalogue.Snapshot().Select(static offer => offer.Id).ToList());
        account.Emulator.Requests.Total.ShouldBe(2000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(2000)]
    public void Page_of_a_large_catalogue_costs_no_more_memory_than_of_a_small_one(int page)
    {
        static long Cost(int offers, int page)
        {
            var catalogue = new KeyCrmCatalogue([new(1, "A")], TimeProvider.System);
            catalogue.Seed(new KeyCrmSeed { Count = offers });
            var query = KeyCrmQuery.From(new Dictionary<string, string> { ["limit"] = "50" }, OfferSelection.All) with { Page = page };
            KeyCrmPage.Read(catalogue, query);
            var before = GC.GetAllocatedBytesForCurrentThread();
            KeyCrmPage.Read(catalogue, query).Offers.Count.ShouldBe(50);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Cost(100_000, page).ShouldBeLessThanOrEqualTo(Cost(50, 1) + 256);
    }

    [Fact]
    public async Task Readers_and_writers_at_once_see_whole_pages_and_every_change_arrives()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var account = await Account.OpenAsync(offers: 200);
        var ids = account.Catalogue.Snapshot().Select(static offer => offer.Id).ToList();
        var webhook = account.Emulator.Webhooks.Add(receiver.Url);
        foreach (var id in ids)
            account.Catalogue.SetStock(id, 0, 0);
        await account.Emulator.Webhooks.WhenDeliveredAsync(TestContext.Current.CancellationToken);
        var before = account.Emulator.Webhooks.Deliveries.Count;

        // Every document sets all offers to one number, so a page that mixes two numbers would be half of a document.
        var writers = Enumerable.Range(1, 4).Select(writer => Task.Run(
            () =>
            {
                for (var i = 1; i <= 25; i++)
                    account.Catalogue.SetStocks(ids.Select(id => new KeyCrmStockChange { OfferId = id, Quantity = (writer * 1000) + i }));
            },
            TestContext.Current.CancellationToken));
        var readers = Enumerable.Range(1, 4).Select(async _ =>
        {
            for (var i = 0; i < 25; i++)
            {
                var page = await account.PageAsync(1 + (i % 4));
                page.Data().Select(static item => item!["quantity"]!.GetValue<decimal>()).Distinct().ShouldHaveSingleItem();
                page.Int("total").ShouldBe(200);
            }
        });
        await Task.WhenAll([.. writers, .. readers]);
        await account.Emulator.Webhooks.WhenDeliveredAsync(TestContext.Current.CancellationToken);

        (account.Emulator.Webhooks.Deliveries.Count - before).ShouldBe(100);
        receiver.Calls[^1].ShouldAllBe(message => message.InStock == account.Catalogue.Find(ids[0])!.Quantity);
        account.Emulator.Webhooks.Deliveries.ShouldAllBe(delivery => delivery.Webhook == webhook && delivery.Status == 200);
        account.Emulator.Requests.Total.ShouldBe(100);
    }

    [Fact]
    public async Task Limit_holds_for_requests_that_come_at_once()
    {
        await using var account = await Account.OpenAsync(1, new KeyCrmEmulatorOptions { RequestsPerMinute = 20, TimeProvider = new TimerWatch() });

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => account.GetAsync("/offers/stocks")));

        answers.Count(static answer => (int)answer.StatusCode == 200).ShouldBe(20);
        answers.Count(static answer => (int)answer.StatusCode == 429).ShouldBe(30);
        account.Emulator.Requests.MaxRequestsInAnyMinute.ShouldBe(50);
        foreach (var answer in answers)
            answer.Dispose();
    }
}
