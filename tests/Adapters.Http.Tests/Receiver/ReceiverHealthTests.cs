using System.ComponentModel.DataAnnotations;
using Connector.Abstractions;
using Connector.Adapters.Http.Template;
using Connector.Emulators.Faults;
using Connector.Emulators.Receiver;
using Connector.Emulators.Shops;

namespace Connector.Adapters.Http.Tests.Receiver;

/// <summary>What is found out before anything is written.</summary>
public sealed class ReceiverHealthTests
{
    private const string Good = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    [Fact]
    public async Task A_healthy_site_is_asked_twice_and_nothing_is_written()
    {
        await using var site = await ReceiverSite.OpenAsync();
        site.Emulator.Add("A", 1);
        var health = await site.Open().CheckHealthAsync(ReceiverSite.Token);
        (health.IsHealthy, health.Summary).ShouldBe((true, "stock-receiver/1, up to 500 items a batch"));
        (site.Emulator.Requests.Total, site.Emulator.Requests.Writes).ShouldBe((2, 0));
    }

    [Fact]
    public async Task A_site_without_reading_is_given_a_batch_without_items()
    {
        await using var site = await ReceiverSite.OpenAsync();
        site.Emulator.Add("A", 1);
        site.Emulator.Quirks = new ReceiverQuirks { TellsCapabilities = false, Reads = false };
        var health = await site.Open().CheckHealthAsync(ReceiverSite.Token);
        (health.IsHealthy, health.Details["reads"], health.Details["maxItems"]).ShouldBe((true, "no", "100"));
        health.Summary.ShouldContain("goes by what it last put there");
        site.Emulator.Written.ShouldBeEmpty();
        site.Options.Url = $"{site.Emulator.Address}wrong/address/";
        site.Emulator.Faults.When(request => request.Path.StartsWith("/wrong", StringComparison.Ordinal), ShopFault.Refused(404, "Not Found", "text/plain"));
        (await Should.ThrowAsync<StoreException>(() => site.Open().CheckHealthAsync(ReceiverSite.Token))).Failure.ShouldBe(StoreFailure.Misconfigured);
    }

    [Theory]
    [InlineData(45, true, "45 s ahead of this machine's")]
    [InlineData(-45, true, "45 s behind this machine's")]
    [InlineData(5, true, null)]
    [InlineData(280, false, "280 s ahead")]
    public async Task Clocks_that_drift_apart_are_told_before_signatures_fail(int seconds, bool isHealthy, string? said)
    {
        await using var site = await ReceiverSite.OpenAsync();
        site.Emulator.Quirks = new ReceiverQuirks { ClockOff = TimeSpan.FromSeconds(seconds), IgnoresTimestamp = true };
        var health = await site.Open().CheckHealthAsync(ReceiverSite.Token);
        health.IsHealthy.ShouldBe(isHealthy);
        if (said is null)
            health.Details.ShouldNotContainKey("clock");
        else
            System.Text.RegularExpressions.Regex.IsMatch(health.Details["clock"], $@"^\d+ s {said.Split(' ', 3)[2]}").ShouldBeTrue(health.Details["clock"]);
    }

    [Theory]
    [InlineData("""{"contract":"stock-receiver/2","reads":true}""", "stock-receiver/2")]
    [InlineData("""{"message":"hello"}""", "no receiver")]
    [InlineData("""["stock-receiver/1"]""", "no receiver")]
    public async Task Another_contract_and_another_api_are_given_nothing(string capabilities, string said)
    {
        await using var site = await ReceiverSite.OpenAsync();
        site.Emulator.Faults.When(request => request.Path.EndsWith("/capabilities", StringComparison.Ordinal), HttpFault.OtherJson(capabilities));
        var failure = await Should.ThrowAsync<StoreException>(() => ReceiverSite.SetAsync(site.Open(), ("A", 5)));
        (failure.Failure, failure.Message.Contains(said, StringComparison.Ordinal)).ShouldBe((StoreFailure.Misconfigured, true));
        await Should.ThrowAsync<StoreException>(() => ReceiverSite.ReadAsync(site.Open()));
        site.Emulator.Requests.Writes.ShouldBe(0);
    }

    [Fact]
    public async Task Fractions_are_sent_only_where_the_option_and_the_site_agree()
    {
        await using var site = await ReceiverSite.OpenAsync();
        site.Emulator.Add("A", 1);
        site.Options.Decimals = 2;
        site.Open().Capabilities.Features.HasFlag(StoreFeatures.FractionalQuantities).ShouldBeTrue();
        (await site.Open().CheckHealthAsync(ReceiverSite.Token)).Summary.ShouldBe("The option decimals is 2, the site takes 0.");
        (await ReceiverSite.SetAsync(site.Open(), ("A", 2.25m))).Single().Error!.Code.ShouldBe("http.fraction");
        site.Emulator.Quirks = new ReceiverQuirks { Decimals = 2 };
        (await ReceiverSite.SetAsync(site.Open(), ("A", 2.25m), ("B", 2.125m))).Select(outcome => outcome.Error?.Code).ShouldBe([null, "http.fraction"]);
        site.Emulator.Quantity("A").ShouldBe(2.25m);
    }

    [Fact]
    public async Task A_user_with_a_password_signs_nothing_and_is_let_in()
    {
        await using var site = await ReceiverSite.OpenAsync(new ReceiverOptions { Secret = null, User = "stock", Password = "пароль" });
        site.Emulator.Add("A", 1);
        (site.Options.User, site.Options.Password) = ("stock", "пароль");
        (await ReceiverSite.SetAsync(site.Open(), ("A", 5))).Single().Status.ShouldBe(StockStatus.Applied);
        site.Options.Password = "wrong";
        (await Should.ThrowAsync<StoreException>(() => ReceiverSite.SetAsync(site.Open(), ("A", 5)))).Failure.ShouldBe(StoreFailure.Unauthorized);
    }

    [Theory]
    [InlineData(Good, null, null, null, null)]
    [InlineData(Good + " " + Good, "t", null, null, null)]
    [InlineData(null, null, "u", "p", null)]
    [InlineData(null, null, null, null, "needs a secret")]
    [InlineData("whsec_c2hvcnQ=", null, null, null, "24 to 64 random bytes")]
    [InlineData("whsec_AAA", null, null, null, "no base64")]
    [InlineData(null, null, "u", null, "go together")]
    [InlineData(null, "t", "u", "p", "leave one out")]
    public void Options_that_cannot_work_are_mistakes(string? secret, string? bearer, string? user, string? password, string? fault)
    {
        var options = new HttpOptions { Url = "https://shop.example/stock", Secret = secret, Bearer = bearer, User = user, Password = password };
        var faults = options.Validate(new ValidationContext(options)).Select(result => result.ErrorMessage!).ToList();
        if (fault is null)
            faults.ShouldBeEmpty();
        else
            faults.ShouldHaveSingleItem().ShouldContain(fault);
    }

    [Fact]
    public void A_receivers_keys_beside_a_template_are_a_mistake()
    {
        var options = new HttpOptions { Url = "https://shop.example/api", Secret = Good, Template = new HttpTemplateOptions() };
        options.Validate(new ValidationContext(options)).ShouldHaveSingleItem().ErrorMessage!.ShouldContain("under auth");
    }
}
