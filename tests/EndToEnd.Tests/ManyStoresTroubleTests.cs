using Connector.Emulators.CsCart;
using Connector.Emulators.Faults;
using Connector.Emulators.OwnApi;
using Connector.Emulators.Receiver;
using Microsoft.Extensions.Time.Testing;

namespace Connector.EndToEnd.Tests;

/// <summary>Stores that hang, talk nonsense, refuse the key or are down, beside stores that are well.</summary>
public sealed class ManyStoresTroubleTests
{
    private const int Offers = 30;
    private static readonly string[] Well = ["site", "woo", "prestashop", "cscart", "receiver", "template", "feed"];

    [Fact]
    public async Task Sick_stores_are_told_once_each_and_hold_no_other_store_back()
    {
        await using var world = await ManyStoresWorld.CreateAsync(Offers);
        var stopped = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        // Neither answers before its own clock is moved on; one of them is waited for longer than the other.
        await using var hangs = (await ReceiverEmulator.StartAsync(new(), CancellationToken.None)).Filled(Offers);
        hangs.Faults.When(_ => true, HttpFault.Slow(TimeSpan.FromMinutes(10)));
        await using var slow = (await OwnApiEmulator.StartAsync(OwnApiStyle.Rest, stopped, cancellationToken: CancellationToken.None)).Filled(Offers);
        slow.Faults.Enqueue(HttpFault.Slow(TimeSpan.FromMinutes(1)));
        await using var garbage = (await CsCartEmulator.StartAsync(new(), CancellationToken.None)).Filled(Offers);
        garbage.Faults.When(_ => true, HttpFault.Html(200));
        await using var refuses = (await OwnApiEmulator.StartAsync(OwnApiStyle.Rest, cancellationToken: CancellationToken.None)).Filled(Offers);
        var down = await ReceiverEmulator.StartAsync(new(), CancellationToken.None);
        var stores = world.Site.Configuration["stores"]!;
        stores["sick-hangs"] = hangs.Store("00:00:01");
        stores["slow"] = slow.Store("00:01:30");
        stores["sick-garbage"] = garbage.Store();
        stores["sick-refuses"] = refuses.Store();
        stores["sick-refuses"]!["options"]!["template"]!["auth"]!["secret"] = "another-token";
        stores["sick-down"] = down.Store();
        await down.DisposeAsync();
        world.Restock(1);

        // Every healthy store is right while the slow one has not answered anything yet.
        var pass = world.Site.RunAsync("sync");
        while (!pass.IsCompleted && !await IsRightAsync(world))
            await Task.Delay(20, TestContext.Current.CancellationToken);
        pass.IsCompleted.ShouldBeFalse("the pass waits for the slow store alone");
        slow.Requests.Log.Count.ShouldBe(1);
        slow.Numbers().Values.ShouldAllBe(quantity => quantity == 1);
        stopped.Advance(TimeSpan.FromMinutes(2));
        var sync = await pass;

        sync.ExitCode.ShouldBe(4, sync.Everything);
        await world.ShouldBeRightAsync();
        slow.Numbers().ShouldBe(world.Expected(0), ignoreOrder: true);
        hangs.Requests.Writes.ShouldBe(0);
        garbage.Requests.Writes.ShouldBe(0);
        refuses.Requests.Total.ShouldBe(1, "a key that is refused is not tried again");
        foreach (var (store, cause, cure) in (IEnumerable<(string, string, string)>)[
            ("sick-hangs", "did not answer within 1 second", "raise the option timeout"), ("sick-garbage", "in place of JSON", "A firewall"), ("sick-refuses", "401", "Check auth"), ("sick-down", "refused", "")])
        {
            var told = Unwrapped(sync.Output).Split($"{store}:").Length - 1;
            told.ShouldBe(1, $"{store}: {sync.Everything}");
            var lines = Unwrapped(sync.Output)[Unwrapped(sync.Output).IndexOf($"{store}:", StringComparison.Ordinal)..];
            if (lines.IndexOf(". sick", StringComparison.Ordinal) is > 0 and var end)
                lines = lines[..end];
            lines.ShouldContain(cause, Case.Insensitive, store);
            lines.ShouldContain(cure, Case.Insensitive, store);
        }

        // An hour later they are well again.
        hangs.Faults.Clear();
        garbage.Faults.Clear();
        stores["sick-refuses"]!["options"]!["template"]!["auth"]!["secret"] = refuses.Token;
        await using var up = (await ReceiverEmulator.StartAsync(new() { Port = down.Address.Port }, CancellationToken.None)).Filled(Offers);
        var writes = world.Shops.ToDictionary(shop => shop.Key, shop => shop.Value.Requests.Writes);
        var next = await world.Site.RunAsync("sync", "--json");
        next.ExitCode.ShouldBe(0, next.Everything);
        foreach (var numbers in (IReadOnlyDictionary<string, decimal>[])[hangs.Numbers(), garbage.Numbers(), refuses.Numbers(), up.Numbers()])
            numbers.ShouldBe(world.Expected(0), ignoreOrder: true);
        foreach (var name in Well)
            next.Json["stores"]![name]!["changes"]!.GetValue<int>().ShouldBe(0, name);
        foreach (var (name, shop) in world.Shops)
            shop.Requests.Writes.ShouldBe(writes[name], name);
    }

    private static async Task<bool> IsRightAsync(ManyStoresWorld world)
    {
        try
        {
            await world.ShouldBeRightAsync();
            return true;
        }
        catch (Exception exception) when (exception is ShouldAssertException or IOException)
        {
            return false;
        }
    }

    // The terminal breaks lines between words.
    private static string Unwrapped(string output) => string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
