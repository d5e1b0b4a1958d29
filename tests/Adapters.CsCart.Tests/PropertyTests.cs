using System.Globalization;
using Connector.Adapters.CsCart.Api;
using Connector.Adapters.CsCart.Listings;
using CsCheck;

namespace Connector.Adapters.CsCart.Tests;

public sealed class PropertyTests
{
    [Fact]
    public void A_number_means_the_same_as_text_and_as_a_number() =>
        Gen.Long[-8_388_608, 8_388_607].Sample(amount =>
        {
            var text = amount.ToString(CultureInfo.InvariantCulture);
            Row($$"""{"product_id":"1","amount":"{{text}}"}""").Amount.ShouldBe(amount);
            Row($$"""{"product_id":1,"amount":{{text}}}""").Amount.ShouldBe(amount);
        });

    [Fact]
    public void A_code_arrives_as_it_was_typed() =>
        Gen.String.Where(code => !code.Any(char.IsSurrogate)).Sample(code =>
            Row($$"""{"product_id":"1","product_code":{{System.Text.Json.JsonSerializer.Serialize(code)}}}""").Code.ShouldBe(code));

    [Fact]
    public void References_are_read_as_they_were_made() =>
        Gen.Select(Gen.Int[0, 2], Gen.String[Gen.Char.AlphaNumeric, 1, 20]).Sample((kind, id) =>
        {
            var item = new ItemRef((ItemKind)kind, id);
            ItemRef.Of(item.Listing).ShouldBe(item);
        });

    private static ShopRow Row(string json) =>
        ShopRow.Of(ShopAnswer.Parse(System.Text.Encoding.UTF8.GetBytes(json))!.Value, ItemKind.Product);
}
