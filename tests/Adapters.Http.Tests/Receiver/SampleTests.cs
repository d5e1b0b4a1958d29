using System.Globalization;
using Connector.Abstractions;
using Connector.Testing.Receivers;

namespace Connector.Adapters.Http.Tests.Receiver;

/// <summary>The adapter and the sample receivers, as they meet at a merchant's.</summary>
public sealed class SampleTests
{
    private const string Secret = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    [Theory]
    [InlineData("php")]
    [InlineData("aspnet")]
    public async Task A_sample_is_checked_read_and_written(string name)
    {
        await using var sample = await SampleReceiver.StartAsync(name, Secret);
        string[] skus = ["A-1", "000123", "Ї-1 невідомий", "a/b\\c", "quote\"s", "it's", "+&#%?=", new string('L', 150)];
        foreach (var (i, sku) in skus.Index())
            await sample.AddAsync(sku, i);
        await sample.AddAsync("D", 1);
        await sample.AddAsync("D", 2);
        await using var site = ReceiverSite.Over(sample.Address, Secret);
        var adapter = site.Open();

        (await adapter.CheckHealthAsync(ReceiverSite.Token)).IsHealthy.ShouldBeTrue();
        var listings = await ReceiverSite.ReadAsync(adapter);
        listings.Select(listing => (listing.Sku, listing.Quantity)).ShouldBe([.. skus.Index().Select(one => (one.Item, (decimal?)one.Index)), ("D", 1), ("D", 2)]);
        (await adapter.FindBySkuAsync(skus, ReceiverSite.Token)).Select(listing => listing.Ref).ShouldBe(listings.Take(skus.Length).Select(listing => listing.Ref), ignoreOrder: true);

        StockChange[] changes = [.. listings.Select(listing => new StockChange { Ref = listing.Ref, Sku = listing.Sku, Quantity = 50 }), new StockChange { Ref = new("sku:NOPE"), Sku = "NOPE", Quantity = 50 }];
        var outcomes = await adapter.SetStockAsync(changes, ReceiverSite.Token);
        outcomes.Select(outcome => outcome.Ref).ShouldBe(changes.Select(change => change.Ref));
        outcomes.Select(outcome => outcome.Status).ShouldBe([.. skus.Select(_ => StockStatus.Applied), StockStatus.Rejected, StockStatus.Rejected, StockStatus.Gone]);
        (await adapter.SetStockAsync(changes[..1], ReceiverSite.Token)).Single().Status.ShouldBe(StockStatus.Unchanged);
        (await sample.GoodsAsync()).ShouldBe([.. skus.Select(sku => $"{sku}|50"), "D|1", "D|2"]);
    }

    [Theory]
    [InlineData("php")]
    [InlineData("aspnet")]
    public async Task A_sample_of_many_articles_is_read_and_written_in_few_requests(string name)
    {
        await using var sample = await SampleReceiver.StartAsync(name, Secret);
        await sample.AddManyAsync("S-", 1500);
        await using var site = ReceiverSite.Over(sample.Address, Secret);
        var adapter = site.Open();
        var listings = await ReceiverSite.ReadAsync(adapter);
        listings.Count.ShouldBe(1500);
        foreach (var part in listings.Chunk(adapter.Capabilities.MaxSetBatch))
        {
            (await adapter.SetStockAsync([.. part.Select(listing => new StockChange { Ref = listing.Ref, Sku = listing.Sku, Quantity = 7 })], ReceiverSite.Token))
                .ShouldAllBe(outcome => outcome.Status == StockStatus.Applied && outcome.Current == 7);
        }

        (await sample.GoodsAsync()).ShouldBe(Enumerable.Range(1, 1500).Select(i => string.Create(CultureInfo.InvariantCulture, $"S-{i}|7")));
    }

    [Theory]
    [InlineData("php")]
    [InlineData("aspnet")]
    public async Task A_wrong_secret_stops_the_store(string name)
    {
        await using var sample = await SampleReceiver.StartAsync(name, Secret);
        await using var site = ReceiverSite.Over(sample.Address, "whsec_" + Convert.ToBase64String(new byte[32]));
        (await Should.ThrowAsync<StoreException>(() => ReceiverSite.ReadAsync(site.Open()))).Failure.ShouldBe(StoreFailure.Unauthorized);
    }
}
