using Connector.Adapters.OpenCart.Reading;
using Connector.Adapters.OpenCart.RollUps;
using Connector.Adapters.OpenCart.Schema;
using CsCheck;

namespace Connector.Adapters.OpenCart.Tests;

public sealed class PropertyTests
{
    private static readonly Gen<string> Text = Gen.Char["abcABC123іїґҐёЁ&<>\"' ;\u0301\u0306é"].Array[0, 12].Select(characters => new string(characters));

    [Fact]
    public void A_reference_says_which_row_it_is()
    {
        Gen.Select(Gen.Enum<StockKind>(), Gen.Long[1, long.MaxValue], Gen.Long[1, long.MaxValue]).Sample((kind, id, product) =>
        {
            var row = new RowRef(kind, id, kind is StockKind.Product ? id : product);
            RowRef.Parse(row.ToListingRef()).ShouldBe(row);
        });
    }

    [Fact]
    public void What_the_admin_encodes_is_decoded_to_what_was_typed()
    {
        Text.Sample(typed =>
        {
            // htmlspecialchars(ENT_COMPAT)
            var stored = typed.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;");
            SkuText.Decode(stored).ShouldBe(typed);
        });
    }

    [Fact]
    public void Whatever_is_equal_after_trimming_and_case_folding_is_found()
    {
        Gen.Select(Text, Text).Where((sku, _) => sku.Trim().Length > 0).Sample((sku, other) =>
        {
            var matches = SkuText.MatchAny([sku, other.Length > 0 ? other : "x"]);
            matches(sku).ShouldBeTrue();
            matches("  " + sku.ToUpperInvariant() + "\t").ShouldBeTrue();
            matches(sku.ToLowerInvariant()).ShouldBeTrue();
        });
    }

    [Fact]
    public void A_sum_of_variants_is_never_negative_counts_what_is_planned_and_fits_the_column()
    {
        var range = new QuantityRange { Lowest = int.MinValue, Highest = int.MaxValue, Scale = 0 };
        Gen.Select(Gen.Int[-5, int.MaxValue].Array[1, 6], Gen.Int[0, 100]).Sample((quantities, planned) =>
        {
            var family = new Family(FamilyKind.Variants, 1, 0);
            for (var index = 0; index < quantities.Length; index++)
                family.Members.Add(new FamilyMember(index, quantities[index], true, 0, true, null));

            var expected = planned + quantities.Skip(1).Sum(quantity => Math.Max(0L, quantity));
            family.Sum(new Dictionary<long, decimal> { [0] = planned }, range).ShouldBe(Math.Min(expected, int.MaxValue));
        });
    }

    [Theory]
    [InlineData("int", false, 10, 0, "2147483647", "-2147483648")]
    [InlineData("int", true, 10, 0, "4294967295", "0")]
    [InlineData("smallint", false, 5, 0, "32767", "-32768")]
    [InlineData("mediumint", true, 7, 0, "16777215", "0")]
    [InlineData("bigint", false, 19, 0, "9223372036854775807", "-9223372036854775808")]
    [InlineData("decimal", false, 15, 3, "999999999999.999", "-999999999999.999")]
    [InlineData("decimal", true, 5, 0, "99999", "0")]
    public void A_column_holds_exactly_its_range(string type, bool isUnsigned, int precision, int scale, string highest, string lowest)
    {
        var range = QuantityRange.Of(new CatalogueColumn { Name = "q", DataType = type, IsUnsigned = isUnsigned, Precision = precision, Scale = scale })!;

        (range.Highest, range.Lowest).ShouldBe((Number(highest), Number(lowest)));
        range.Refuse(range.Highest).ShouldBeNull();
        range.Refuse(range.Lowest).ShouldBeNull();
        range.Refuse(range.Highest + 1)!.Code.ShouldBe("opencart.quantity_out_of_range");
        range.Refuse(range.Lowest - 1)!.Code.ShouldBe("opencart.quantity_out_of_range");
    }

    [Theory]
    [InlineData("varchar")]
    [InlineData("float")]
    [InlineData("double")]
    public void A_column_without_exact_numbers_is_refused(string type) =>
        QuantityRange.Of(new CatalogueColumn { Name = "q", DataType = type }).ShouldBeNull();

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
