using System.Net;
using System.Text;
using Connector.Core.KeyCrm;
using Connector.Core.Tests.Ledger;
using Connector.Emulators.Faults;
using Connector.Emulators.KeyCrm;
using Microsoft.Extensions.Logging.Abstractions;

namespace Connector.Core.Tests.KeyCrm;

/// <summary>From a webhook in the inbox to a level, against the emulator over real sockets, in virtual time.</summary>
public sealed class WebhookReaderTests : IAsyncLifetime
{
    private readonly LedgerFixture fixture = new();
    private readonly SocketsHttpHandler handler = new() { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.All };
    private readonly CancellationTokenSource stop = new();
    private HttpClient http = null!;
    private KeyCrmEmulator emulator = null!;
    private AccountReader reader = null!;
    private Task running = Task.CompletedTask;
    private int changes;
    private int unknown;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Core.Ledger.Ledger Ledger => fixture.Ledger;

    public async ValueTask InitializeAsync()
    {
        http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        emulator = await KeyCrmEmulator.StartAsync(new KeyCrmEmulatorOptions { RequestsPerMinute = null, TimeProvider = fixture.Time }, Token);
        for (var i = 1; i <= 300; i++)
            emulator.Catalogue.AddOffer(i, $"S-{i}", 10);
        reader = new AccountReader(http, new KeyCrmOptions { Account = "main", BaseUrl = emulator.BaseUrl, Key = emulator.ApiKey, RequestsPerMinute = 55 },
            Ledger, fixture.Time, NullLogger.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        reader.Dispose();
        stop.Dispose();
        await emulator.DisposeAsync();
        http.Dispose();
        handler.Dispose();
        fixture.Dispose();
    }

    [Fact]
    public async Task A_webhook_makes_its_offers_be_read_and_leaves_the_inbox()
    {
        Start();
        emulator.Catalogue.SetStock(7, 3);
        await HookAsync("""{"offer_id": 7, "sku": null, "in_stock": 999, "in_reserve": 0, "new": "field"}""");
        await UntilAsync(() => Waiting == 0);
        Ledger.Levels.Find("main", [7]).Single().Quantity.ShouldBe(3, "what the webhook says is a hint");
        (emulator.Requests.Total, changes).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Forged_numbers_change_nothing()
    {
        await reader.ScanAsync(false, null, Token);
        var change = Ledger.Levels.LastChange();
        Start();
        await HookAsync("""[{"offer_id": 7, "sku": "S-7", "in_stock": 0, "in_reserve": 0}, {"offer_id": 8, "sku": "S-1", "in_stock": 5000, "in_reserve": 0}]""");
        await UntilAsync(() => Waiting == 0);
        (Ledger.Levels.LastChange(), changes).ShouldBe((change, 0));
        Ledger.Levels.Find("main", [7, 8]).Select(level => level.Quantity).ShouldBe([10m, 10m]);
    }

    [Fact]
    public async Task Fifty_offers_go_in_one_request_and_what_arrives_while_it_waits_goes_with_it()
    {
        reader.Budget.Refused(TimeSpan.FromSeconds(30));
        Start();
        for (var i = 1; i <= 50; i++)
            await HookAsync($$"""[{"offer_id": {{i}}, "sku": "S-{{i}}", "in_stock": 1, "in_reserve": 0}]""");
        await UntilAsync(() => Waiting == 0);
        emulator.Requests.Total.ShouldBe(1);
    }

    [Fact]
    public async Task A_trusted_webhook_counts_at_once_and_is_verified_afterwards()
    {
        await reader.ScanAsync(false, null, Token);
        reader.Budget.Refused(TimeSpan.FromSeconds(60));
        Start(isTrusted: true);
        await HookAsync("""[{"offer_id": 7, "sku": null, "in_stock": 4, "in_reserve": 1}, {"offer_id": 8, "sku": "S-8", "in_reserve": 1}]""");
        await UntilRealAsync(() => changes == 1);
        var trusted = Ledger.Levels.Find("main", [7]).Single();
        (trusted.Sku, trusted.Quantity, trusted.Reserve).ShouldBe(("S-7", 4m, 1m));
        Ledger.Levels.Find("main", [8]).Single().Quantity.ShouldBe(10, "a number that is missing is unknown, never zero");
        Waiting.ShouldBe(1);
        await UntilAsync(() => Waiting == 0);
        Ledger.Levels.Find("main", [7]).Single().Quantity.ShouldBe(10, "keyCRM itself says so");
    }

    [Fact]
    public async Task An_older_reading_never_overwrites_a_trusted_webhook_that_came_after_it_was_asked_for()
    {
        await reader.ScanAsync(false, null, Token);
        var older = Ledger.Observe();
        reader.Budget.Refused(TimeSpan.FromSeconds(60));
        Start(isTrusted: true);
        await HookAsync("""[{"offer_id": 7, "sku": "S-7", "in_stock": 4, "in_reserve": 0}]""");
        await UntilRealAsync(() => changes == 1);
        Ledger.Levels.Store("main", [Ledger.Levels.Find("main", [7]).Single() with { Quantity = 11, Observation = older }]).ShouldBeFalse();
        Ledger.Levels.Find("main", [7]).Single().Quantity.ShouldBe(4);
    }

    [Fact]
    public async Task While_keyCRM_is_down_webhooks_wait_and_nothing_is_lost()
    {
        emulator.Faults.When(_ => true, HttpFault.Status(502));
        Start();
        await HookAsync("""[{"offer_id": 7, "sku": "S-7", "in_stock": 4, "in_reserve": 0}]""");
        await UntilAsync(() => emulator.Requests.Total > 8);
        Waiting.ShouldBe(1);
        await HookAsync("""[{"offer_id": 9, "sku": "S-9", "in_stock": 4, "in_reserve": 0}]""");
        emulator.Faults.Clear();
        await UntilAsync(() => Waiting == 0);
        Ledger.Levels.Find("main", [7, 9]).Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_another_life_left_in_the_inbox_is_done_and_a_SKU_alone_finds_its_offers()
    {
        await reader.ScanAsync(false, null, Token);
        emulator.Catalogue.SetStock(7, 3);
        await HookAsync("""[{"sku": "S-7", "in_stock": 4, "in_reserve": 0}]""");
        await HookAsync("""[{"sku": "NOBODY", "in_stock": 4, "in_reserve": 0}]""");
        Start();
        await UntilAsync(() => Waiting == 0);
        Ledger.Levels.Find("main", [7]).Single().Quantity.ShouldBe(3);
        unknown.ShouldBe(1, "only a reading of everything can tell whose SKU it is");
    }

    private int Waiting => Ledger.Inbox.CountWaiting("main");

    private void Start(bool isTrusted = false)
    {
        reader.Budget.Spread();
        var webhooks = new WebhookReader("main", reader, Ledger, fixture.Time, NullLogger.Instance)
        {
            IsTrusted = () => isTrusted,
            Changed = () => Interlocked.Increment(ref changes),
            UnknownSku = () => Interlocked.Increment(ref unknown),
        };
        running = Task.Run(() => webhooks.RunAsync(stop.Token));
    }

    private Task HookAsync(string body) => Ledger.Inbox.AppendAsync("main", Encoding.UTF8.GetBytes(body), Token);

    private async Task UntilAsync(Func<bool> isSo)
    {
        for (var i = 0; !isSo(); i++)
        {
            i.ShouldBeLessThan(5000);
            running.IsCompleted.ShouldBeFalse(running.Exception?.ToString());
            await Task.Delay(2, Token);
            if (reader.Budget.UnderWay == 0)
                fixture.Time.Advance(TimeSpan.FromMilliseconds(100));
        }
    }

    // With the clock standing still.
    private static async Task UntilRealAsync(Func<bool> isSo)
    {
        for (var i = 0; !isSo(); i++)
        {
            i.ShouldBeLessThan(5000);
            await Task.Delay(2, Token);
        }
    }
}
