using System.Text;
using Connector.Core.KeyCrm;
using Connector.Core.Stock;

namespace Connector.Core.Tests.KeyCrm;

/// <summary>Lenient in what it reads, strict in what it believes.</summary>
public sealed class StocksPageReaderTests
{
    private static readonly Observation Seen = new(1, DateTimeOffset.UnixEpoch);

    private static StocksPage Read(string json) => StocksPageReader.Read(Encoding.UTF8.GetBytes(json), Seen);

    private static Level Item(string item) => Read($$"""{"total":1,"current_page":1,"per_page":50,"data":[{{item}}],"links":[],"new_field":{"a":1} }""").Levels.Single();

    [Theory]
    [InlineData("42", 42.0)]
    [InlineData("\"42\"", 42.0)]
    [InlineData("\" 42.5 \"", 42.5)]
    [InlineData("1.25e2", 125.0)]
    [InlineData("-22", -22.0)]
    [InlineData("0", 0.0)]
    [InlineData("null", null)]
    [InlineData("\"\"", null)]
    [InlineData("\"12,5\"", null)]
    [InlineData("\"many\"", null)]
    [InlineData("true", null)]
    [InlineData("[5]", null)]
    [InlineData("{}", null)]
    [InlineData("1e25", null)]
    [InlineData("1e400", null)]
    public void A_number_is_read_or_unknown_and_never_made_up(string json, double? expected)
    {
        Item($$"""{"id":7101,"sku":"A","quantity":{{json}},"reserve":0}""").Quantity.ShouldBe((decimal?)expected);
        Item($$"""{"id":7101,"sku":"A","quantity":0,"reserve":{{json}}}""").Reserve.ShouldBe((decimal?)expected);
    }

    [Fact]
    public void What_is_missing_is_unknown() =>
        Item("""{"id":"7101"}""").ShouldBe(new Level { Offer = 7101, Sku = null, Quantity = null, Reserve = null, Observation = Seen });

    [Theory]
    [InlineData("\"MUG\"", "MUG")]
    [InlineData("\"00123\"", "00123")]
    [InlineData("123", "123")]
    [InlineData("\"\\u0407жак\"", "Їжак")]
    [InlineData("null", null)]
    [InlineData("\"\"", "")]
    [InlineData("[]", null)]
    [InlineData("\"half a character \\ud800\"", null)]
    public void A_SKU_is_read_as_it_is_and_a_spoilt_one_spoils_nothing_else(string json, string? expected) =>
        Item($$"""{"id":7101,"sku":{{json}},"quantity":1,"reserve":0}""").Sku.ShouldBe(expected);

    [Fact]
    public void Bytes_that_are_no_UTF8_spoil_one_SKU_only()
    {
        var body = Encoding.UTF8.GetBytes("""{"total":2,"current_page":1,"per_page":50,"data":[{"id":1,"sku":"A?","quantity":1},{"id":2,"sku":"B","quantity":2}]}""");
        body[Array.IndexOf(body, (byte)'?')] = 0xff;
        StocksPageReader.Read(body, Seen).Levels.Select(level => (level.Offer, level.Sku, level.Quantity)).ShouldBe([(1, null, 1m), (2, "B", 2m)]);
    }

    [Theory]
    [InlineData("""{"sku":"A"}""")]
    [InlineData("""{"id":null}""")]
    [InlineData("""{"id":1.5}""")]
    [InlineData("""{"id":1e25}""")]
    [InlineData("7")]
    [InlineData("null")]
    public void An_item_that_cannot_be_told_apart_spoils_the_page(string item) =>
        Should.Throw<FormatException>(() => Item(item)).Message.ShouldContain("no id");

    [Theory]
    [InlineData("""[{"id":1,"name":"Київ","quantity":"7","reserve":2},{"id":"4","quantity":0.5,"reserve":0}]""", 2)]
    [InlineData("[]", 0)]
    [InlineData("null", null)]
    [InlineData("{}", null)]
    [InlineData("""[{"id":1,"quantity":7,"reserve":2},{"id":4,"quantity":null,"reserve":0}]""", null)]
    [InlineData("""[{"id":1,"quantity":7,"reserve":2},{"id":4,"quantity":1}]""", null)]
    [InlineData("""[{"id":1.5,"quantity":7,"reserve":2}]""", null)]
    [InlineData("""[{"quantity":7,"reserve":2}]""", null)]
    [InlineData("[7]", null)]
    public void One_unreadable_row_makes_all_rows_unknown(string rows, int? expected) =>
        (Item($$"""{"id":7101,"sku":"A","quantity":8,"reserve":2,"warehouse":{{rows}}}""").Warehouses?.Count).ShouldBe(expected);

    [Theory]
    [InlineData("", "empty")]
    [InlineData("<html>Bad\ngateway</html>", "begins with “<html>Bad gateway")]
    [InlineData("{\"total\":1,\"data\":[{\"id\":1", "not whole JSON")]
    [InlineData("[]", "no list")]
    [InlineData("""{"data":{}}""", "no list")]
    [InlineData("""{"data":[],"current_page":1,"per_page":50}""", "total")]
    [InlineData("""{"data":[],"total":-1,"current_page":1,"per_page":50}""", "total")]
    [InlineData("""{"data":[],"total":1.5,"current_page":1,"per_page":50}""", "total")]
    [InlineData("""{"data":[],"total":99999999999,"current_page":1,"per_page":50}""", "total")]
    [InlineData("""{"data":[],"total":1,"per_page":50}""", "current_page")]
    [InlineData("""{"data":[],"total":1,"current_page":1}""", "per_page")]
    public void A_body_that_is_no_page_says_what_it_is(string body, string says) => Should.Throw<FormatException>(() => Read(body)).Message.ShouldContain(says);
}
