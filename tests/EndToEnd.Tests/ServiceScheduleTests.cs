using System.Diagnostics;
using Connector.Emulators.Receiver;
using Connector.Emulators.Shops;
using Connector.Host.Redaction;
using Connector.Host.Runtime;
using Connector.Host.Service;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Connector.EndToEnd.Tests;

/// <summary>The service's own clock, in virtual time: polls, stores that are down, and stores that refuse the key.</summary>
public sealed class ServiceScheduleTests
{
    private const int Offers = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

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
        world.Configuration["listen"] = "http://127.0.0.1:0";
        // Only the service's own pauses bring a pass within the hour.
        world.Configuration["accounts"]!["main"]!["pollEvery"] = "01:00:00";
        (await world.RunAsync("status")).ExitCode.ShouldBe(0);
        await using var session = await ConnectorSession.OpenAsync(Path.Combine(world.Folder, "adapters.json"), new SecretRedactor(), NullLoggerFactory.Instance, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var service = new ConnectorService(session).RunAsync(_ => { }, stop.Token);

        Restock(world, 1);
        await UntilAsync(() => IsRight(well, world), service);
        Restock(world, 2);
        var began = time.GetUtcNow();
        await UntilAsync(() => IsRight(well, world), service);
        (time.GetUtcNow() - began).ShouldBeLessThan(TimeSpan.FromMinutes(10), "the rest of the budget keeps readings young between the polls");
        await UntilAsync(() => down.Requests.Total > 5, service);
        down.Goods.ShouldAllBe(goods => goods.Quantity == 1);

        var tried = down.Requests.Total;
        down.Faults.Clear();
        began = time.GetUtcNow();
        await UntilAsync(() => IsRight(down, world), service);
        (time.GetUtcNow() - began).ShouldBeLessThan(TimeSpan.FromMinutes(15), "it did not have to wait for the next poll");
        down.Written.ShouldAllBe(write => write.Quantity > 2000, "what was old by then was never written");
        down.Requests.Total.ShouldBeGreaterThan(tried);
        refuses.Requests.Total.ShouldBe(1, "a key that is refused is not tried again");

        await stop.CancelAsync();
        await service.WaitAsync(Patience, Token);
    }

    private static void Restock(SiteWorld world, int round)
    {
        for (var i = 1; i <= Offers; i++)
            world.KeyCrm.Catalogue.SetStock(i, (round * 1000) + i);
    }

    private static bool IsRight(ReceiverEmulator shop, SiteWorld world)
    {
        var truth = world.Truth();
        return shop.Numbers().All(row => row.Value == truth[row.Key]);
    }

    // In steps so short that no request's time-out passes while the request is on its way.
    private async Task UntilAsync(Func<bool> isSo, Task service)
    {
        var watch = Stopwatch.StartNew();
        while (!isSo())
        {
            service.IsCompleted.ShouldBeFalse("the service ended by itself");
            watch.Elapsed.ShouldBeLessThan(Patience);
            await Task.Delay(20, Token);
            time.Advance(Step);
        }
    }
}
