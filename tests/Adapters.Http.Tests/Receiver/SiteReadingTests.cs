using Connector.Abstractions;
using Connector.Emulators.Faults;
using Connector.Emulators.Receiver;

namespace Connector.Adapters.Http.Tests.Receiver;

/// <summary>What a reading believes, and what it does not.</summary>
public sealed class SiteReadingTests
{
    [Theory]
    [InlineData("""{"items":[{"sku":"A","quantity":5}],"next":null}""", "sku:A=5")]
    [InlineData("""{"items":[{"sku":"A","quantity":"5.50"}],"total":"1"}""", "sku:A=5.50")]
    [InlineData("""{"items":[{"sku":"A","quantity":null,"tracked":false,"name":"Ключ"}],"next":"","total":null}""", "sku:A=")]
    [InlineData("""{"items":[{"sku":123,"quantity":0,"ref":17}],"next":null,"total":1}""", "17=0")]
    [InlineData("""{"items":[{"sku":"A","quantity":1},{"sku":"A","quantity":2}],"next":null}""", "sku:A=1 sku:A#2=2")]
    [InlineData("""{"items":[],"next":null,"total":0}""", "")]
    public async Task Loosely_typed_answers_are_read(string page, string listings)
    {
        await using var site = await ReceiverSite.OpenAsync();
        Answer(site, page);
        var read = await ReceiverSite.ReadAsync(site.Open());
        string.Join(' ', read.Select(listing => $"{listing.Ref}={listing.Quantity}")).ShouldBe(listings);
    }

    [Theory]
    [InlineData("""{"items":[{"sku":"A","quantity":5}]}""", "neither “next” nor “total”")]
    [InlineData("""{"items":[{"sku":"A","quantity":5}],"next":false}""", "neither a text nor null")]
    [InlineData("""{"items":[{"sku":"A","quantity":5}],"next":null,"total":2}""", "has 2 items and showed 1")]
    [InlineData("""{"items":[{"sku":"A","quantity":5,"ref":"g1"},{"sku":"A","quantity":5,"ref":"g1"}],"next":null}""", "“g1” twice")]
    [InlineData("""{"items":[{"sku":"A","quantity":"багато"}],"next":null}""", "is no number")]
    [InlineData("""{"items":[{"sku":"A","quantity":true}],"next":null}""", "is no number")]
    [InlineData("""{"items":[{"quantity":5}],"next":null}""", "without “sku”")]
    [InlineData("""{"items":[null],"next":null}""", "without “sku”")]
    [InlineData("""{"items":[{"sku":"\ud800","quantity":5}],"next":null}""", "without “sku”")]
    [InlineData("""{"items":{"A":5},"next":null}""", "not answered with")]
    [InlineData("""[{"sku":"A","quantity":5}]""", "not answered with")]
    [InlineData("null", "not answered with")]
    [InlineData("""{"items":[{"sku":"A","quantity":5}],"next":"2"}""", "in a circle")]
    public async Task What_is_not_whole_does_not_count(string page, string said)
    {
        await using var site = await ReceiverSite.OpenAsync();
        Answer(site, page);
        var failure = await Should.ThrowAsync<StoreException>(() => ReceiverSite.ReadAsync(site.Open()));
        failure.Failure.ShouldBe(StoreFailure.Protocol);
        failure.Message.ShouldContain(said);
    }

    // A cursor of digits is easily written as a number; taken for "no further page" it would make half a catalogue a whole one.
    [Fact]
    public async Task A_cursor_may_be_a_number()
    {
        await using var site = await ReceiverSite.OpenAsync();
        for (var i = 1; i <= 30; i++)
            site.Emulator.Add($"S-{i}", i);
        site.Emulator.Quirks = new ReceiverQuirks { PageSize = 7 };
        site.Emulator.Faults.When(IsStock, HttpFault.EditBody(body => System.Text.RegularExpressions.Regex.Replace(body, "\"next\":\"(\\d+)\"", "\"next\":$1")));
        (await ReceiverSite.ReadAsync(site.Open())).Count.ShouldBe(30);
    }

    [Fact]
    public async Task A_list_without_an_end_ends()
    {
        await using var site = await ReceiverSite.OpenAsync();
        var page = 0;
        site.Emulator.Faults.When(IsStock, HttpFault.EditBody(_ => $$"""{"items":[],"next":"{{++page}}"}"""));
        (await Should.ThrowAsync<StoreException>(() => ReceiverSite.ReadAsync(site.Open()))).Message.ShouldContain("has no end");
    }

    // A filter that is misspelt or unknown answers with everything, page by page: less than everything would be too little.
    [Fact]
    public async Task A_site_that_does_not_know_how_to_look_up_is_read_to_its_end()
    {
        await using var site = await ReceiverSite.OpenAsync();
        site.Emulator.Quirks = new ReceiverQuirks { PageSize = 7, IgnoresLookUps = true };
        for (var i = 1; i <= 30; i++)
            site.Emulator.Add($"S-{i}", i);
        (await site.Open().FindBySkuAsync(["S-29"], ReceiverSite.Token)).ShouldContain(listing => listing.Sku == "S-29");
    }

    [Fact]
    public async Task What_a_site_can_do_is_asked_anew_with_every_reading()
    {
        await using var site = await ReceiverSite.OpenAsync();
        site.Emulator.Add("A", 1);
        site.Emulator.Quirks = new ReceiverQuirks { Reads = false };
        var adapter = site.Open();
        (await ReceiverSite.ReadAsync(adapter)).ShouldBeEmpty();
        site.Emulator.Quirks = new ReceiverQuirks();
        (await ReceiverSite.ReadAsync(adapter)).Single().Sku.ShouldBe("A");
    }

    private static bool IsStock(Emulators.Shops.ShopRequest request) => request.Route.EndsWith("/stock", StringComparison.Ordinal);

    private static void Answer(ReceiverSite site, string page) => site.Emulator.Faults.When(IsStock, HttpFault.OtherJson(page));
}
