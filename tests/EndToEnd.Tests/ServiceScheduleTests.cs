using Connector.Emulators.Receiver;
using Connector.Emulators.Shops;
using Microsoft.Extensions.Time.Testing;

namespace Connector.EndToEnd.Tests;

/// <summary>The service's own clock, in virtual time: polls, stores that are down, and stores that refuse the key.</summary>
public sealed class ServiceScheduleTests
{
    private const int Offers = 20;

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Polls_go_on_beside_a_store_that_is_down_and_it_gets_the_newest_numbers_by_itself()
    {
        await using var world = await SiteWorld.CreateAsync(Offers);
        await using var well = (await ReceiverEmulator.StartAsync(new ReceiverOptions { TimeProvider = time }, CancellationToken.None)).Filled(Offers);
        await using var down = (await ReceiverEmulator.StartAsync(new ReceiverOptions { TimeProvider = time }, CancellationToken.None)).Filled(Offers);
        await using var refuses = (await ReceiverEmulator.StartAsync(new ReceiverOptions { TimeProvider = time }, CancellationToken.None)).Filled(Offers);
        down.Faults.When(_ => true, ShopFault.Refused(500, "{}"));
        refuses.Faults.When(_ => true, ShopFault.Refused(401, "{}"));
        world.Configuration["stores"]!.AsObject().Clear();
        world.Configuration["stores"]!["well"] = well.Store();
        world.Configuration["stores"]!["down"] = down.Store();
        world.Configuration["stores"]!["refuses"] = refuses.Store();
        // Only the service's own pauses bring a pass within the hour.
        world.Configuration["accounts"]!["main"]!["pollEvery"] = "01:00:00";
        await using var service = await TimedService.StartAsync(world, time);

        Restock(world, 1);
        await service.UntilAsync(() => well.IsRight(world));
        Restock(world, 2);
        var began = time.GetUtcNow();
        await service.UntilAsync(() => well.IsRight(world));
        (time.GetUtcNow() - began).ShouldBeLessThan(TimeSpan.FromMinutes(10), "the rest of the budget keeps readings young between the polls");
        await service.UntilAsync(() => down.Requests.Total > 5);
        down.Goods.ShouldAllBe(goods => goods.Quantity == 1);

        var tried = down.Requests.Total;
        down.Faults.Clear();
        began = time.GetUtcNow();
        await service.UntilAsync(() => down.IsRight(world));
        (time.GetUtcNow() - began).ShouldBeLessThan(TimeSpan.FromMinutes(15), "it did not have to wait for the next poll");
        down.Written.ShouldAllBe(write => write.Quantity > 2000, "what was old by then was never written");
        down.Requests.Total.ShouldBeGreaterThan(tried);
        refuses.Requests.Total.ShouldBe(1, "a key that is refused is not tried again");
    }

    private static void Restock(SiteWorld world, int round)
    {
        for (var i = 1; i <= Offers; i++)
            world.KeyCrm.Catalogue.SetStock(i, (round * 1000) + i);
    }
}
