using System.Globalization;
using System.Text;
using Connector.Core.KeyCrm;
using CsCheck;

namespace Connector.Core.Tests.KeyCrm;

/// <summary>The webhook's body: lenient in what is read, nothing made up, nothing thrown.</summary>
public sealed class WebhookPayloadTests
{
    [Fact]
    public void The_documented_example_is_read() =>
        Read("""
            [
              {"offer_id": 7101, "sku": "MUG-RED-350", "in_stock": 42, "in_reserve": 4},
              {"offer_id": 7102, "sku": "MUG-BLU-350", "in_stock": 0, "in_reserve": 0}
            ]
            """).ShouldBe([new(7101, "MUG-RED-350", 42, 4), new(7102, "MUG-BLU-350", 0, 0)]);

    [Theory]
    [InlineData("""{"offer_id":7101,"sku":"A","in_stock":5,"in_reserve":1}""", 7101L, "A", 5.0, 1.0)]
    [InlineData("""[{"offer_id":"7101","sku":null,"in_stock":"5.5","in_reserve":" 1 "}]""", 7101L, null, 5.5, 1.0)]
    [InlineData("""[{"sku":"00123","in_stock":-3,"in_reserve":0}]""", null, "00123", -3.0, 0.0)]
    [InlineData("""[{"sku":123,"in_stock":1e2}]""", null, "123", 100.0, null)]
    [InlineData("""[{"offer_id":7101,"in_stock":null,"in_reserve":"many","warehouse":{"id":[1]},"new":"field"}]""", 7101L, null, null, null)]
    [InlineData("""[{"offer_id":7.5,"sku":"A"}]""", null, "A", null, null)]
    [InlineData("""[{"offer_id":0,"sku":"A","in_stock":[5]}]""", null, "A", null, null)]
    [InlineData("""[{"offer_id":7101,"sku":"A\ud800","in_stock":1e400}]""", 7101L, null, null, null)]
    [InlineData("""[{"s\ud800u":1,"offer_id":7101}]""", 7101L, null, null, null)]
    [InlineData("""[{"in_stock":9},{"offer_id":7101,"in_stock":1},{"sku":" "}]""", 7101L, null, 1.0, null)]
    public void One_row_is_read_as_it_is_and_the_unknown_is_not_zero(string json, long? offer, string? sku, double? inStock, double? inReserve) =>
        Read(json).ShouldHaveSingleItem().ShouldBe(new WebhookRow(offer, sku, (decimal?)inStock, (decimal?)inReserve));

    [Fact]
    public void Equal_rows_stay_and_stay_in_order() =>
        Read("""[{"offer_id":1,"in_stock":5},{"offer_id":1,"in_stock":4},{"offer_id":1,"in_stock":5}]""").Select(row => row.InStock).ShouldBe([5m, 4m, 5m]);

    [Fact]
    public void A_byte_order_mark_and_an_empty_list_are_no_fault()
    {
        WebhookPayload.TryRead((byte[])[0xEF, 0xBB, 0xBF, .. """[{"offer_id":1}]"""u8], out var rows, out _).ShouldBeTrue();
        rows.ShouldHaveSingleItem();
        Read("[]").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "not whole JSON (it is empty)")]
    [InlineData("<html>", "begins with “<html>”")]
    [InlineData("""[{"offer_id":1}""", "not whole JSON")]
    [InlineData("""[{"offer_id":1}] []""", "not whole JSON")]
    [InlineData("5", "neither a list nor an object")]
    [InlineData("""[{"offer_id":1}, 5]""", "row 2 is not an object")]
    [InlineData("[[]]", "row 1 is not an object")]
    [InlineData("""{"event":"order.change_order_status","context":{}}""", "no row names an offer")]
    [InlineData("""[{"in_stock":5}]""", "no row names an offer")]
    public void What_is_not_the_payload_is_told(string json, string fault)
    {
        WebhookPayload.TryRead(Encoding.UTF8.GetBytes(json), out var rows, out var told, out var isTooLong).ShouldBeFalse();
        told.ShouldContain(fault);
        rows.ShouldBeEmpty();
        isTooLong.ShouldBeFalse();
    }

    [Fact]
    public void Ten_thousand_rows_are_read_and_one_more_is_too_long()
    {
        Read(Rows(10_000)).Select(row => row.Offer).ShouldBe(Enumerable.Range(1, 10_000).Select(i => (long?)i));
        WebhookPayload.TryRead(Encoding.UTF8.GetBytes(Rows(10_001)), out _, out var fault, out var isTooLong).ShouldBeFalse();
        isTooLong.ShouldBeTrue();
        fault.ShouldContain("10000");
    }

    [Fact]
    public void No_bytes_throw() => Gen.Byte.Array[0, 80].Sample(Consistent);

    [Fact]
    public void No_damaged_payload_throws()
    {
        const string Sound = """[{"offer_id":7101,"sku":"A\u0041","in_stock":42,"in_reserve":"4"},{"offer_id":"7102","sku":null}]""";
        Gen.Select(Gen.Int[0, Sound.Length], Gen.Int[0, 20], Gen.String[Gen.Char["[]{}\",:\\ud80cesk_0-9.e \0é"], 0, 8]).Sample(damage =>
        {
            var (at, length, put) = damage;
            Consistent(Encoding.UTF8.GetBytes(Sound[..at] + put + Sound[Math.Min(Sound.Length, at + length)..]));
        });
    }

    [Fact]
    public void Every_row_that_is_written_is_read_back() =>
        Gen.Select(Gen.Long[1, 1_000_000_000], Gen.String[Gen.Char.AlphaNumeric, 1, 20], Gen.Int, Gen.Int).Array[1, 50].Sample(rows =>
            Read("[" + string.Join(',', rows.Select(row => string.Create(CultureInfo.InvariantCulture,
                    $$"""{"offer_id":{{row.Item1}},"sku":"{{row.Item2}}","in_stock":{{row.Item3}}.5,"in_reserve":"{{row.Item4}}"}"""))) + "]")
                .ShouldBe(rows.Select(row => new WebhookRow(row.Item1, row.Item2, decimal.Parse($"{row.Item3}.5", CultureInfo.InvariantCulture), row.Item4))));

    private static void Consistent(byte[] body)
    {
        var isRead = WebhookPayload.TryRead(body, out var rows, out var fault);
        isRead.ShouldBe(fault.Length == 0);
        if (!isRead)
            rows.ShouldBeEmpty();
        rows.ShouldAllBe(row => row.Offer != null || row.Sku != null);
    }

    private static string Rows(int count) =>
        "[" + string.Join(',', Enumerable.Range(1, count).Select(i => $$"""{"offer_id":{{i}},"sku":"S-{{i}}","in_stock":5,"in_reserve":0}""")) + "]";

    private static IReadOnlyList<WebhookRow> Read(string json)
    {
        WebhookPayload.TryRead(Encoding.UTF8.GetBytes(json), out var rows, out var fault).ShouldBeTrue(fault);
        return rows;
    }
}
