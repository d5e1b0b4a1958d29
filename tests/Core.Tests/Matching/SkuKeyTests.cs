using Connector.Core.Matching;
using CsCheck;

namespace Connector.Core.Tests.Matching;

public sealed class SkuKeyTests
{
    [Theory]
    [InlineData("Їжак", "Ї\u0436ак")]
    [InlineData("Їжак", "І\u0308жак")]
    [InlineData("Йод", "И\u0306од")]
    [InlineData(" A-1\u00a0", "A-1")]
    public void Spellings_of_one_SKU_share_a_key(string left, string right) =>
        SkuKey.Of(left, new MatchRule()).ShouldBe(SkuKey.Of(right, new MatchRule()));

    [Theory]
    [InlineData("00123", "123")]
    [InlineData("A", "А")]
    [InlineData("і", "ї")]
    [InlineData("ґ", "г")]
    [InlineData("ё", "е")]
    [InlineData("a", "A")]
    [InlineData("A B", "A  B")]
    [InlineData("№1", "No1")]
    public void Different_SKUs_stay_different(string left, string right) =>
        SkuKey.Of(left, new MatchRule()).ShouldNotBe(SkuKey.Of(right, new MatchRule()));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  \t")]
    [InlineData("\u00a0")]
    public void Blank_SKUs_have_no_key(string? sku) => SkuKey.Of(sku, new MatchRule()).ShouldBeNull();

    [Fact]
    public void Case_is_ignored_only_when_told()
    {
        var rule = new MatchRule { IgnoreCase = true };
        SkuKey.Of("їҐa", rule).ShouldBe(SkuKey.Of("ЇґA", rule));
    }

    [Fact]
    public void Lone_surrogates_and_long_SKUs_do_no_harm()
    {
        SkuKey.Of("A\ud800", new MatchRule()).ShouldBe("A\ud800");
        SkuKey.Of(new string('Ж', 200), new MatchRule())!.Length.ShouldBe(200);
    }

    [Fact]
    public void A_key_is_its_own_key() =>
        Gen.String.Sample(sku => SkuKey.Of(SkuKey.Of(sku, new MatchRule()), new MatchRule()).ShouldBe(SkuKey.Of(sku, new MatchRule())));
}
