using System.Text.Json;
using Connector.Abstractions;
using Connector.Core.Ledger;
using Connector.Host.Configuration;

namespace Connector.Simulation.Tests;

/// <summary>
/// One keyCRM account, its shops, and the service's own workers between them, in virtual time. Everything goes wrong for five
/// minutes; then nothing does, and every shop must come to hold exactly what the rules make of keyCRM.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    private const int Listings = 55;

    // A decimal and its moment in a list, with its room to grow. The simulation remembers every number that was ever given.
    private const long BytesOfNumber = 32;

    private static readonly TimeSpan Trouble = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Recovery = TimeSpan.FromMinutes(20);

    // What was under way when the trouble ended, and each store's own reading, which comes every six minutes.
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(7);
    private static readonly TimeSpan Peace = TimeSpan.FromMinutes(7);

    private readonly string folder;
    private readonly Chance chance;
    private readonly VirtualClock clock = new();
    private readonly Truth truth = new();
    private readonly RecordedLog log;
    private readonly SimulatedKeyCrm keyCrm;
    private readonly HttpClient http;
    private readonly List<SimulatedShop> shops = [];
    private readonly Dictionary<string, decimal> buffers = [];
    private readonly SimulatedService service;
    private readonly Func<Task> rest;

    /// <summary>A world before anything has happened.</summary>
    /// <param name="seed">What decides everything by chance.</param>
    /// <param name="folder">Where the ledger will be; nothing may be there.</param>
    /// <param name="rest">Waits until nothing works any more.</param>
    public World(int seed, string folder, Func<Task> rest)
    {
        this.folder = Directory.CreateDirectory(folder).FullName;
        chance = new Chance(seed);
        this.rest = rest;
        Core.Jitter.Next = new Chance(seed).NextDouble;
        log = new RecordedLog(clock);
        var mode = chance.OneIn(4) ? WebhookMode.Trust : WebhookMode.Verify;
        var isGuarded = chance.OneIn(4);
        keyCrm = new SimulatedKeyCrm(truth, chance, clock) { Shift = Shift };
        http = new HttpClient(keyCrm) { Timeout = Timeout.InfiniteTimeSpan };
        service = new SimulatedService(this.folder, clock, log, http, RunToAsync) { Mode = mode, IsGuarded = isGuarded };
        for (var i = 1; i <= Listings + 10; i++)
        {
            if (chance.Next(10) > 0)
                truth.Put(new Truth.Offer(i, Sku(i), chance.Next(8), 0), int.MaxValue);
        }

        for (var s = 0; s < 2; s++)
        {
            var shop = new SimulatedShop($"shop-{s}", truth, chance, clock, SimulatedService.ShopSecret) { TakesAnyOrder = mode == WebhookMode.Trust };
            for (var i = 1; i <= Listings; i++)
            {
                if (chance.Next(8) > 0)
                    shop.Put($"{s}/{i}", Sku(i), chance.OneIn(10) ? null : chance.Next(4));
            }

            shops.Add(shop);
            buffers[shop.Name] = 0;
        }
    }

    public async Task RunAsync()
    {
        try
        {
            await StartAsync();
            while (clock.Elapsed < Trouble)
            {
                await RunToAsync(clock.Elapsed + chance.Seconds(10));
                await HappenAsync();
            }

            EndTrouble();
            await RecoverAsync();
            Check();
            var writes = shops.Sum(shop => shop.Writes);
            await RunToAsync(clock.Elapsed + Peace);
            (shops.Sum(shop => shop.Writes) - writes).ShouldBe(0, "where nothing differs nothing is written");
            await service.CrashAsync();
        }
        finally
        {
            log.WriteDown();
        }
    }

    /// <summary>
    /// Hours of ordinary life: sales, webhooks that are lost or late, sites that stumble, readings, drift; nobody restarts anything.
    /// </summary>
    /// <param name="halfHours">How long.</param>
    /// <param name="each">Told after each half hour what is in use then.</param>
    public async Task EndureAsync(int halfHours, Action<Usage> each)
    {
        await StartAsync();
        for (var halfHour = 1; halfHour <= halfHours; halfHour++)
        {
            keyCrm.IsFaulty = true;
            shops.ForEach(shop => shop.IsFaulty = true);
            while (clock.Elapsed < TimeSpan.FromMinutes((30 * halfHour) - 10))
            {
                await RunToAsync(clock.Elapsed + chance.Seconds(20));
                Live();
            }

            // What waits must be worked on by then.
            keyCrm.IsFaulty = false;
            shops.ForEach(shop => shop.IsFaulty = false);
            await RunToAsync(TimeSpan.FromMinutes(30 * halfHour));
            each(Use());
        }

        Check();
    }

    public async ValueTask DisposeAsync()
    {
        await service.CrashAsync();
        http.Dispose();
        keyCrm.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static string Sku(int i) => $"S-{i}";

    private Task RunToAsync(TimeSpan to) => clock.RunToAsync(to, rest);

    private void Live()
    {
        switch (chance.Next(15))
        {
            case < 8:
                Tell([truth.Count(Any(), chance.Next(8))]);
                break;
            case 8:
                Tell([.. Enumerable.Range(0, chance.Next(5, 30)).Select(_ => truth.Count(Any(), chance.Next(8)))]);
                break;
            case < 13:
                Sell();
                break;
            case 13:
                chance.Of(shops).Tamper();
                break;
            default:
                Forge();
                break;
        }
    }

    private async Task HappenAsync()
    {
        switch (chance.Next(21))
        {
            case < 15:
                Live();
                break;
            case 15:
                log.Note("— the service is killed");
                await service.CrashAsync();
                await RunToAsync(clock.Elapsed + chance.Seconds(90));
                if (chance.OneIn(3))
                    buffers[chance.Of(shops).Name] = chance.Next(2);
                await StartAsync();
                break;
            case 16:
                Shift();
                break;
            case 17:
                var shop = chance.Of(shops);
                shop.Refusal = shop.Refusal is null ? chance.Of([StoreFailure.Unreachable, StoreFailure.Unauthorized, StoreFailure.Throttled]) : null;
                log.Note($"— {shop.Name} refuses: {shop.Refusal}");
                break;
            case 19:
                var reloaded = chance.Of(shops);
                log.Note($"— the configuration of {reloaded.Name} changes");
                buffers[reloaded.Name] = chance.Next(2);
                await service.ReloadAsync(reloaded, buffers[reloaded.Name]);
                break;
            case 18:
                keyCrm.IsDown = !keyCrm.IsDown && chance.OneIn(2);
                break;
            default:
                service.Worker(chance.Of(shops).Name)?.ReadWhole();
                break;
        }
    }

    private long Any() => chance.Next(1, Listings + 11);

    // A sale in a shop reaches keyCRM some time later, or never.
    private void Sell()
    {
        if (chance.Of(shops).Sell() is not { } sku)
            return;
        var id = long.Parse(sku.AsSpan(2), System.Globalization.CultureInfo.InvariantCulture);
        if (chance.OneIn(20))
            return;
        _ = LaterAsync(chance.Seconds(90), () => Tell([truth.Reserve(id)]));
    }

    private void Forge()
    {
        if (service.Mode == WebhookMode.Verify)
            service.Deliver(JsonSerializer.Serialize(Enumerable.Range(0, chance.Next(1, 60)).Select(_ => new { offer_id = Any(), sku = Sku(chance.Next(1, Listings)), in_stock = chance.OneIn(2) ? 0 : 777_777, in_reserve = 0 })));
    }

    // Offers come and go, which moves every page behind them.
    private void Shift()
    {
        var id = Any();
        if (truth.Offers.Any(offer => offer.Id == id))
            truth.Remove(id);
        else
            truth.Put(new Truth.Offer(id, Sku((int)id), 0, 0), chance.Next(Listings));
    }

    // keyCRM's webhook: lost, late, out of order, twice.
    private void Tell(IReadOnlyList<Truth.Offer?> changed)
    {
        var body = JsonSerializer.Serialize(changed.OfType<Truth.Offer>().Select(offer => new { offer_id = offer.Id, sku = offer.Sku, in_stock = offer.Quantity, in_reserve = offer.Reserve }));
        if (keyCrm.IsFaulty && chance.OneIn(6))
            return;
        for (var times = keyCrm.IsFaulty && chance.OneIn(8) ? 2 : 1; times > 0; times--)
            _ = LaterAsync(keyCrm.IsFaulty && chance.OneIn(3) ? chance.Seconds(60) : chance.Seconds(0.3), () => service.Deliver(body));
    }

    private async Task LaterAsync(TimeSpan delay, Action then)
    {
        await Task.Delay(delay, clock);
        then();
    }

    private void EndTrouble()
    {
        log.Note("— everything works again");
        keyCrm.IsFaulty = keyCrm.IsDown = false;
        foreach (var shop in shops)
        {
            shop.IsFaulty = false;
            shop.Refusal = null;
            // A person has seen to the stores that refused the credentials.
            service.Worker(shop.Name)!.ReadWhole();
        }
    }

    // No longer than it takes: the rest of the time would be the same as the peace that follows.
    private async Task RecoverAsync()
    {
        for (var minute = 0; minute < Recovery.TotalMinutes; minute++)
        {
            await RunToAsync(clock.Elapsed + TimeSpan.FromMinutes(1));
            foreach (var shop in shops)
            {
                if (service.Ledger.Holds.Current(new StoreId(shop.Name)) is { State: HoldState.Waiting } && service.Ledger.Holds.Decide(new StoreId(shop.Name), approve: true, "anna"))
                    service.Worker(shop.Name)!.ReadWhole();
            }

            if (minute >= Settling.TotalMinutes && !Unfinished().Any())
                return;
        }
    }

    private void Check()
    {
        shops.SelectMany(shop => shop.Wrongs).ShouldBeEmpty();
        Unfinished().ShouldBeEmpty();
        log.Lines.Where(line => line.Contains(SimulatedService.ShopSecret, StringComparison.Ordinal) || line.Contains(SimulatedService.ApiKey, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    /// <summary>What is not yet as the rules make it of keyCRM, and what is not yet worked on.</summary>
    private IEnumerable<string> Unfinished()
    {
        var ledger = service.Ledger;
        foreach (var shop in shops)
        {
            var id = new StoreId(shop.Name);
            var offers = truth.Offers.ToDictionary(offer => offer.Sku);
            var contested = ledger.Desired.List(id, DesiredState.Parked).Where(number => number.Code == DesiredCode.Contested).Select(number => number.Ref).ToHashSet();
            foreach (var listing in shop.Goods)
            {
                if (offers.TryGetValue(listing.Sku, out var offer) && !contested.Contains(listing.Ref) && listing.Quantity != Truth.Available(offer, buffers[shop.Name]))
                    yield return $"{id} {listing.Sku}: {listing.Quantity} instead of {Truth.Available(offer, buffers[shop.Name])}; {string.Join(" | ", ledger.Journal.History(listing.Sku, id, 3).Select(entry => $"{entry.At:HH:mm:ss} {entry.After} {entry.Outcome}"))}; {string.Join(" | ", ledger.Desired.Newest(id, [listing.Ref]).Values)}";
            }
        }

        foreach (var waiting in Waiting())
            yield return waiting;
    }

    /// <summary>What is not yet worked on.</summary>
    private IEnumerable<string> Waiting()
    {
        foreach (var shop in shops)
        {
            foreach (var number in service.Ledger.Desired.List(new StoreId(shop.Name), DesiredState.Pending, DesiredState.Failing, DesiredState.Held))
                yield return $"{shop.Name}: {number}";
        }

        // What is acknowledged is worked on.
        for (var webhooks = service.Ledger.Inbox.CountWaiting("main"); webhooks > 0; webhooks--)
            yield return "a webhook waits";
    }

    private Usage Use()
    {
        log.Forget();
        return new Usage(
            GC.GetTotalMemory(forceFullCollection: true) - (truth.Remembered * BytesOfNumber),
            Directory.EnumerateFiles("/proc/self/fd").Count(),
            Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Count(),
            clock.Waiting,
            Waiting().Count());
    }

    private Task StartAsync() => service.StartAsync(shops.Select(shop => (shop, buffers[shop.Name])));
}
