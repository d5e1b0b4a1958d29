using System.Net;
using Connector.Core.KeyCrm;
using Connector.Core.Tests.Ledger;
using Connector.Emulators.Faults;
using Connector.Emulators.KeyCrm;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Connector.Core.Tests.KeyCrm;

/// <summary>The reader against the emulator over real sockets, in virtual time: back-off and budget cost no real seconds.</summary>
public sealed class AccountReaderTests : IDisposable
{
    private readonly LedgerFixture fixture = new();
    private readonly SocketsHttpHandler handler = new() { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.All };
    private readonly HttpClient http;

    public AccountReaderTests()
    {
        http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        http.Dispose();
        handler.Dispose();
        fixture.Dispose();
    }

    private AccountReader Reader(KeyCrmEmulator emulator, int perMinute = 100_000, string? key = null) => new(
        http, new KeyCrmOptions { Account = "main", BaseUrl = emulator.BaseUrl, Key = key ?? emulator.ApiKey, RequestsPerMinute = perMinute },
        fixture.Ledger, fixture.Time, NullLogger.Instance);

    private Task<KeyCrmEmulator> EmulatorAsync(int? perMinute = null) =>
        KeyCrmEmulator.StartAsync(new KeyCrmEmulatorOptions { RequestsPerMinute = perMinute, TimeProvider = fixture.Time }, Token);

    // Time passes only while nothing is on the wire: what waits, waits for the budget or for a back-off.
    private static async Task<T> DriveAsync<T>(Task<T> work, AccountReader reader, FakeTimeProvider time)
    {
        while (!work.IsCompleted)
        {
            if (reader.Budget.UnderWay == 0)
                time.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Delay(1, Token);
        }

        return await work;
    }

    private Task<ScanResult> ScanAsync(AccountReader reader, bool details = false) =>
        DriveAsync(reader.ScanAsync(details, null, Token), reader, fixture.Time);

    [Theory]
    [InlineData(LimitWindow.Fixed)]
    [InlineData(LimitWindow.Sliding)]
    public async Task Ten_thousand_offers_at_sixty_a_minute_take_two_hundred_requests_and_are_never_refused(LimitWindow window)
    {
        await using var emulator = await KeyCrmEmulator.StartAsync(
            new KeyCrmEmulatorOptions { RequestsPerMinute = 60, LimitWindow = window, TimeProvider = fixture.Time }, Token);
        emulator.SeedCatalogue(10_000);
        using var reader = Reader(emulator, perMinute: 60);
        var began = fixture.Time.GetUtcNow();
        var scan = reader.ScanAsync(false, null, Token);
        while (!scan.IsCompleted)
        {
            if (reader.Budget is { Waiting: > 0, UnderWay: 0 })
                fixture.Time.Advance(TimeSpan.FromMilliseconds(250));
            else
                await Task.Delay(1, Token);
        }

        var result = await scan;
        result.IsComplete.ShouldBeTrue();
        (result.Requests, emulator.Requests.Total, emulator.Requests.Refused).ShouldBe((200, 200, 0));
        (fixture.Time.GetUtcNow() - began).ShouldBeLessThan(TimeSpan.FromSeconds(200 * 1.05));
        fixture.Ledger.Levels.Read("main").Count().ShouldBe(10_000);
    }

    [Fact]
    public async Task A_refusal_in_the_middle_still_ends_proven()
    {
        await using var emulator = await EmulatorAsync();
        emulator.SeedCatalogue(500);
        emulator.Faults.OnPage(5, HttpFault.TooManyRequests(30));
        using var reader = Reader(emulator);
        var began = fixture.Time.GetUtcNow();
        var result = await ScanAsync(reader);
        (result.IsComplete, result.Requests).ShouldBe((true, 11));
        (fixture.Time.GetUtcNow() - began).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(30));
    }

    public static TheoryData<string, int> FaultsAndPages()
    {
        var data = new TheoryData<string, int>();
        foreach (var fault in Faults.Keys)
        {
            foreach (var page in (int[])[1, 3, 5])
                data.Add(fault, page);
        }

        return data;
    }

    private static readonly Dictionary<string, (HttpFault Fault, string Says)> Faults = new()
    {
        ["500"] = (HttpFault.Status(500), "status 500"),
        ["503"] = (HttpFault.Status(503), "status 503"),
        ["302"] = (HttpFault.Status(302), "status 302"),
        ["HTML 200"] = (HttpFault.Html(200), "not whole JSON"),
        ["HTML 502"] = (HttpFault.Html(502), "status 502"),
        ["cut"] = (HttpFault.CutBody(), "page"),
        ["dropped"] = (HttpFault.Drop(), "page"),
        ["half JSON"] = (HttpFault.InvalidJson(), "not whole JSON"),
        ["array"] = (HttpFault.OtherJson("[]"), "no list"),
        ["null"] = (HttpFault.OtherJson("null"), "no list"),
        ["message"] = (HttpFault.OtherJson("""{"message":"Server Error"}"""), "no list"),
        ["no total"] = (HttpFault.OtherJson("""{"data":[],"current_page":1,"per_page":50}"""), "total"),
        ["empty"] = (KeyCrmFault.EmptyPage(), "holds 0"),
        ["total 0"] = (KeyCrmFault.TotalZero(), "page"),
        ["limit ignored"] = (KeyCrmFault.LimitIgnored(), "15"),
        ["per_page"] = (KeyCrmFault.PerPageEcho(15), "15"),
        ["current_page"] = (KeyCrmFault.CurrentPageEcho(9), "page 9"),
        ["total changes"] = (KeyCrmFault.TotalChanged(7), "page"),
        ["repeated"] = (KeyCrmFault.RepeatedItem(), "page"),
        ["missing"] = (KeyCrmFault.MissingItem(), "page"),
        ["401"] = (HttpFault.Status(401), "key is refused"),
        ["403"] = (HttpFault.Status(403), "key is refused"),
        ["404"] = (HttpFault.Status(404), "no keyCRM API"),
    };

    // Law 1: a page that is failed, cut, shifted or empty changes nothing, and the message says which page and why.
    [Theory]
    [MemberData(nameof(FaultsAndPages))]
    public async Task A_page_that_stays_bad_changes_nothing(string name, int page)
    {
        await using var emulator = await EmulatorAsync();
        emulator.SeedCatalogue(230);
        using var reader = Reader(emulator);
        (await ScanAsync(reader)).IsComplete.ShouldBeTrue();
        var before = fixture.Ledger.Levels.Read("main").ToList();
        foreach (var offer in emulator.Catalogue.Snapshot())
            emulator.Catalogue.SetStock(offer.Id, offer.Quantity + 1000);
        emulator.Faults.OnPage(page, Faults[name].Fault, times: int.MaxValue);

        var result = await ScanAsync(reader);
        result.IsComplete.ShouldBeFalse();
        result.Failure!.Message.ShouldContain(Faults[name].Says, Case.Insensitive);
        result.Failure.Message.ShouldMatch($"(?i)page ({page}|{page + 1}|5)\\b");
        fixture.Ledger.Levels.Read("main").Select(level => (level.Offer, level.Quantity, level.MissingSnapshots))
            .ShouldBe(before.Select(level => (level.Offer, level.Quantity, 0)));
    }

    [Theory]
    [MemberData(nameof(FaultsAndPages))]
    public async Task A_page_that_is_bad_once_is_asked_for_again(string name, int page)
    {
        if (name is "401" or "403" or "404")
            return;
        await using var emulator = await EmulatorAsync();
        emulator.SeedCatalogue(230);
        emulator.Faults.OnPage(page, Faults[name].Fault);
        using var reader = Reader(emulator);
        var result = await ScanAsync(reader);
        result.Failure.ShouldBeNull();
        Truth(emulator).ShouldBe(Known(), ignoreOrder: true);
    }

    [Fact]
    public async Task Offers_made_and_deleted_while_paging_are_noticed()
    {
        foreach (var shift in (KeyCrmFault[])[KeyCrmFault.OfferRemoved(), KeyCrmFault.OfferInserted()])
        {
            await using var emulator = await EmulatorAsync();
            emulator.SeedCatalogue(230);
            emulator.Faults.OnPage(3, shift);
            using var reader = Reader(emulator);
            var result = await ScanAsync(reader);
            result.IsComplete.ShouldBeTrue();
            result.Requests.ShouldBeGreaterThan(5, "the pages were read again");
        }
    }

    [Fact]
    public async Task Shifts_that_cancel_out_in_every_sum_make_no_offer_missing()
    {
        await using var emulator = await EmulatorAsync();
        emulator.SeedCatalogue(230);
        using var reader = Reader(emulator);
        await ScanAsync(reader);
        for (var scan = 0; scan < 3; scan++)
        {
            emulator.Faults.OnPage(3, KeyCrmFault.OfferReplaced());
            (await ScanAsync(reader)).IsComplete.ShouldBeTrue();
            var alive = emulator.Catalogue.Snapshot().Select(offer => offer.Id).ToHashSet();
            fixture.Ledger.Levels.Read("main").Where(level => alive.Contains(level.Offer)).ShouldAllBe(level => level.MissingSnapshots < 2);
        }
    }

    [Fact]
    public async Task An_account_that_suddenly_holds_nothing_is_not_believed()
    {
        await using var emulator = await EmulatorAsync();
        using var reader = Reader(emulator);
        (await ScanAsync(reader)).Failure!.Message.ShouldContain("no offers at all");
    }

    [Fact]
    public async Task Named_offers_are_read_in_groups_of_fifty_and_nothing_else_is_believed()
    {
        await using var emulator = await EmulatorAsync();
        emulator.SeedCatalogue(230);
        using var reader = Reader(emulator);
        var ids = emulator.Catalogue.Snapshot().Take(120).Select(offer => offer.Id).ToList();
        (await DriveAsync(reader.ReadOffersAsync(ids, true, Token), reader, fixture.Time)).Count.ShouldBe(120);
        emulator.Requests.Total.ShouldBe(3);

        emulator.Faults.When(_ => true, KeyCrmFault.FilterIgnored());
        var failure = await Should.ThrowAsync<KeyCrmException>(() => DriveAsync(reader.ReadOffersAsync([ids[0]], false, Token), reader, fixture.Time));
        failure.Failure.ShouldBe(KeyCrmFailure.Protocol);
        fixture.Ledger.Levels.Read("main").Count().ShouldBe(120);
    }

    // Law 1: an offer that a targeted answer lacks counts as gone, so an answer that does not add up must not count.
    [Theory]
    [InlineData("empty", true)]
    [InlineData("missing", true)]
    [InlineData("repeated", true)]
    [InlineData("total changes", true)]
    [InlineData("HTML 200", true)]
    [InlineData("empty", false)]
    [InlineData("missing", false)]
    [InlineData("repeated", false)]
    public async Task An_answer_about_named_offers_that_does_not_add_up_is_asked_for_again(string name, bool isOnce)
    {
        await using var emulator = await EmulatorAsync();
        emulator.SeedCatalogue(30);
        using var reader = Reader(emulator);
        var ids = emulator.Catalogue.Snapshot().Select(offer => offer.Id).ToList();
        emulator.Faults.OnPage(1, Faults[name].Fault, times: isOnce ? 1 : int.MaxValue);
        var reading = DriveAsync(reader.ReadOffersAsync(ids, false, Token), reader, fixture.Time);
        if (isOnce)
        {
            (await reading).Count.ShouldBe(30);
            emulator.Requests.Total.ShouldBe(2);
            return;
        }

        (await Should.ThrowAsync<KeyCrmException>(() => reading)).Message.ShouldContain("30 named offers");
        fixture.Ledger.Levels.Read("main").ShouldBeEmpty();
    }

    // The doubt about a missing offer is settled by name; while it cannot be, the offer does not become missing twice.
    [Fact]
    public async Task An_offer_is_not_gone_while_keyCRM_cannot_be_asked_for_it()
    {
        await using var emulator = await EmulatorAsync();
        emulator.SeedCatalogue(60);
        using var reader = Reader(emulator);
        await ScanAsync(reader);
        var gone = emulator.Catalogue.Snapshot()[^1].Id;
        emulator.Catalogue.RemoveOffer(gone);
        (await ScanAsync(reader)).IsComplete.ShouldBeTrue();
        emulator.Faults.When(request => request.Query.ContainsKey("filter[offers_id]"), HttpFault.Html(200));
        (await ScanAsync(reader)).IsComplete.ShouldBeFalse();
        fixture.Ledger.Levels.Read("main").Single(level => level.Offer == gone).MissingSnapshots.ShouldBe(1);
        emulator.Faults.Clear();
        (await ScanAsync(reader)).IsComplete.ShouldBeTrue();
        fixture.Ledger.Levels.Read("main").Single(level => level.Offer == gone).MissingSnapshots.ShouldBe(2);
    }

    [Fact]
    public async Task Rows_by_warehouse_are_asked_for_only_when_needed()
    {
        await using var emulator = await EmulatorAsync();
        emulator.SeedCatalogue(60);
        using var reader = Reader(emulator);
        await ScanAsync(reader);
        fixture.Ledger.Levels.Read("main").ShouldAllBe(level => level.Warehouses == null);
        await ScanAsync(reader, details: true);
        fixture.Ledger.Levels.Read("main").ShouldAllBe(level => level.Warehouses != null);
        fixture.Ledger.Levels.Warehouses("main").Keys.ShouldBe([1, 4]);
    }

    [Fact]
    public async Task Two_commands_one_after_the_other_share_the_keys_minute()
    {
        await using var emulator = await EmulatorAsync(60);
        emulator.SeedCatalogue(1500);
        for (var command = 0; command < 3; command++)
        {
            using var reader = Reader(emulator, perMinute: 60);
            (await ScanAsync(reader)).IsComplete.ShouldBeTrue();
        }

        emulator.Requests.Refused.ShouldBe(0);
        emulator.Requests.Total.ShouldBe(90);
    }

    [Fact]
    public async Task A_slow_answer_is_given_up_and_asked_for_again()
    {
        await using var emulator = await EmulatorAsync();
        emulator.SeedCatalogue(60);
        emulator.Faults.OnPage(2, HttpFault.Slow(TimeSpan.FromMinutes(10)));
        using var reader = Reader(emulator);
        var scan = reader.ScanAsync(false, null, Token);
        while (!scan.IsCompleted)
        {
            fixture.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5, Token);
        }

        (await scan).IsComplete.ShouldBeTrue();
    }

    private static IEnumerable<(long, decimal?)> Truth(KeyCrmEmulator emulator) => emulator.Catalogue.Snapshot().Select(offer => (offer.Id, (decimal?)offer.Quantity));

    private IEnumerable<(long, decimal?)> Known() => fixture.Ledger.Levels.Read("main").Select(level => (level.Offer, level.Quantity));
}
