using Connector.Emulators.Receiver;
using Connector.Host.Receivers;

namespace Connector.Host.Tests.Receivers;

/// <summary>A receiver that keeps the contract passes; one that breaks it fails at exactly what it breaks.</summary>
public sealed class ReceiverTestTests
{
    private const string Set = "a number is set and read back";
    private const string Again = "the same number again is no fault";
    private const string Zero = "zero is a number";
    private const string Several = "a batch sets what it can";
    private const string Twice = "the same batch twice does no harm";
    private const string PutBack = "the numbers are put back";
    private const string Full = "a full batch is answered item by item";
    private const string Unknown = "an unknown SKU is told";
    private const string Letters = "SKUs come back letter by letter";

    public static TheoryData<ReceiverQuirks, string[]> Broken => new()
    {
        { new(), [] },
        { new() { TellsCapabilities = false, Reads = false }, [] },
        { new() { Reads = false }, [] },
        { new() { PageSize = 1, MaxItems = 30, CompareAndSet = true, Decimals = 3, RemembersIds = false }, [] },
        { new() { IgnoresSequence = true }, [] },
        { new() { IgnoresSignature = true }, ["a wrong signature is refused", "no signature is refused", "a changed body is refused", "an old request is refused", "a request from the future is refused", "reading needs a signature too"] },
        { new() { ReadsForAnybody = true }, ["reading needs a signature too"] },
        { new() { IgnoresTimestamp = true }, ["an old request is refused", "a request from the future is refused"] },
        { new() { ClockOff = TimeSpan.FromMinutes(2) }, ["the clocks agree"] },
        { new() { KnowsOneSignature = true }, ["the second of two signatures counts"] },
        { new() { Compresses = true }, ["answers are plain"] },
        { new() { IgnoresSequence = true, ClaimsSequence = true }, ["an older number does not go over a newer one"] },
        { new() { IgnoresDryRun = true }, ["a dry run changes nothing"] },
        { new() { OmitsUnknown = true }, [Unknown, Letters, Full] },
        { new() { SpoilsSkus = true }, [Letters, Several] },
        { new() { TakesAnyNumber = true }, ["a number below zero is refused", "a fraction is refused"] },
        { new() { LosesZero = true }, [Zero, PutBack] },
        { new() { WritesDuplicates = true }, ["a SKU on several goods is not written"] },
        { new() { AddsNumbers = true }, [Several, Set, Again, Zero, Twice, PutBack] },
        { new() { ShowsMore = 1 }, [Several, Set, Again, Zero, Twice, PutBack] },
        { new() { SaysNothing = true }, [Unknown, Letters, Full, Several, Set, Again, Zero, "a number below zero is refused", "a fraction is refused", Twice, "an older number does not go over a newer one", "a dry run changes nothing"] },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task What_is_broken_fails_and_nothing_else(ReceiverQuirks quirks, string[] failing)
    {
        await using var site = await SiteAsync();
        site.Quirks = quirks;

        var checks = await RunAsync(site, "A-1", "Ї \"2\"/b", "ZERO");

        checks.Where(check => check.Passed == false).Select(check => check.Name).ShouldBe(failing, string.Join('\n', checks));
        checks.Where(check => check.Passed != true && check.Found.Length > 0).ShouldAllBe(check => check.Passed == null || check.Cure.Length > 0);
    }

    [Fact]
    public async Task Numbers_are_put_back_and_nothing_else_is_written()
    {
        await using var site = await SiteAsync();

        var checks = await RunAsync(site, "A-1", "Ї \"2\"/b", "ZERO");

        checks[^1].Passed.ShouldBe(true);
        site.Goods.Select(one => (one.Sku, one.Quantity)).ShouldBe([("A-1", 3), ("Ї \"2\"/b", 0), ("ZERO", 0), ("D", 1), ("D", 2), ("OTHER", 9)]);
        site.Written.Select(one => one.Sku).Distinct().ShouldBe(["A-1", "Ї \"2\"/b", "ZERO"]);
    }

    [Fact]
    public async Task Numbers_of_a_site_that_shows_nothing_are_put_back_by_its_own_answers()
    {
        await using var site = await SiteAsync();
        site.Quirks = new ReceiverQuirks { Reads = false };

        (await RunAsync(site, "A-1"))[^1].Found.ShouldBe("A-1: 3");

        site.Quantity("A-1").ShouldBe(3);
    }

    [Fact]
    public async Task Without_a_test_sku_nothing_is_written_and_that_is_told()
    {
        await using var site = await SiteAsync();

        var checks = await RunAsync(site);

        checks[^1].ShouldBe(new ReceiverCheck("writing", null, "no test SKU was named", checks[^1].Cure));
        site.Written.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("NOPE")]
    [InlineData("D")]
    public async Task A_test_sku_that_the_site_cannot_write_is_told_once(string sku)
    {
        await using var site = await SiteAsync();

        var failed = (await RunAsync(site, sku)).Where(check => check.Passed == false).ToList();

        failed.ShouldContain(check => check.Name == Several && check.Cure.Contains("--sku", StringComparison.Ordinal));
        failed.ShouldAllBe(check => check.Name == Several || check.Name == "reading by SKU");
        site.Written.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_wrong_secret_fails_at_the_first_good_request()
    {
        await using var site = await SiteAsync();
        using var http = ReceiverCaller.CreateClient();
        var keys = new ReceiverKeys { Secret = "whsec_" + Convert.ToBase64String(new byte[32]) };

        var checks = await ListAsync(new ReceiverTest(new ReceiverCaller(http, site.Address.ToString(), keys, TimeProvider.System), ["A-1"], TimeProvider.System));

        checks.ShouldContain(check => check.Name == "a good request is taken" && check.Passed == false && check.Found.StartsWith("401", StringComparison.Ordinal));
        site.Written.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_token_and_a_password_are_tried_without_too()
    {
        foreach (var options in new[] { new ReceiverOptions { Secret = null, Bearer = "t0ken" }, new ReceiverOptions { Secret = null, User = "u", Password = "пароль" }, new ReceiverOptions { Bearer = "t0ken" } })
        {
            await using var site = await SiteAsync(options);
            using var http = ReceiverCaller.CreateClient();
            var keys = new ReceiverKeys { Secret = options.Secret, Bearer = options.Bearer, User = options.User, Password = options.Password };

            var checks = await ListAsync(new ReceiverTest(new ReceiverCaller(http, site.Address.ToString(), keys, TimeProvider.System), ["A-1"], TimeProvider.System));

            checks.ShouldAllBe(check => check.Passed != false);
            checks.ShouldContain(check => check.Name == "no token is refused");
        }
    }

    private static async Task<ReceiverEmulator> SiteAsync(ReceiverOptions? options = null)
    {
        var site = await ReceiverEmulator.StartAsync(options ?? new ReceiverOptions(), TestContext.Current.CancellationToken);
        foreach (var (sku, number) in new[] { ("A-1", 3), ("Ї \"2\"/b", 0), ("ZERO", 0), ("D", 1), ("D", 2), ("OTHER", 9) })
            site.Add(sku, number);
        return site;
    }

    private static async Task<List<ReceiverCheck>> RunAsync(ReceiverEmulator site, params string[] skus)
    {
        using var http = ReceiverCaller.CreateClient();
        return await ListAsync(new ReceiverTest(new ReceiverCaller(http, site.Address.ToString(), new ReceiverKeys { Secret = site.Secret }, TimeProvider.System), skus, TimeProvider.System));
    }

    private static async Task<List<ReceiverCheck>> ListAsync(ReceiverTest test)
    {
        var checks = new List<ReceiverCheck>();
        await foreach (var check in test.RunAsync(TestContext.Current.CancellationToken))
            checks.Add(check);
        return checks;
    }
}
