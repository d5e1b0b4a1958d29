using Connector.Adapters.Sql.Schema;
using Connector.Adapters.Sql.Values;
using CsCheck;

namespace Connector.Adapters.Sql.Tests;

public class ValuesTests
{
    [Fact]
    public void Every_key_comes_back_from_its_text() =>
        Gen.OneOf(
            Gen.Long.Select(n => (ColumnKind.Integer, (object)n)),
            Gen.ULong[1UL << 63, ulong.MaxValue].Select(n => (ColumnKind.Integer, (object)n)),
            Gen.Guid.Select(g => (ColumnKind.Uuid, (object)g)),
            Gen.String.Select(s => (ColumnKind.Text, (object)s)),
            Gen.Long.Select(n => (ColumnKind.Decimal, (object)(decimal)n)))
        .Sample((kind, key) => key.Equals(KeyText.Parse(kind, KeyText.Of(key))));

    [Fact]
    public void A_text_that_parses_is_the_text_of_its_key() =>
        Gen.Select(Gen.Enum<ColumnKind>(), Gen.String[Gen.Char["0123456789-+. #eE\u0660 "], 0, 12])
            .Sample((kind, text) => KeyText.Parse(kind, text) is not { } key || KeyText.Of(key) == text);

    [Fact]
    public void Every_number_comes_back_from_its_text() =>
        Gen.Decimal.Sample(n => Number.TryRead(Number.Text(n), out decimal? read) && read == decimal.Round(n, 28));

    [Theory]
    [InlineData("1e5"), InlineData("1,5"), InlineData("many"), InlineData("NaN"), InlineData("12 шт"), InlineData("0x10"), InlineData("--1")]
    public void A_text_that_is_no_number_is_none(string text) => Number.TryRead(text, out _).ShouldBeFalse();

    [Fact]
    public void Floating_numbers_are_what_they_look_like()
    {
        Number.TryRead(0.1f, out decimal? single).ShouldBeTrue();
        Number.TryRead(0.1, out decimal? real).ShouldBeTrue();

        (single, real).ShouldBe((0.1m, 0.1m));
        Number.TryRead(double.NaN, out _).ShouldBeFalse();
        Number.TryRead(double.PositiveInfinity, out _).ShouldBeFalse();
        Number.TryRead(1e300, out _).ShouldBeFalse();
        Number.TryRead(true, out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("255", null), InlineData("256", "sql.quantity_out_of_range"), InlineData("-1", "sql.quantity_out_of_range"), InlineData("1.5", "sql.fraction")]
    public void A_whole_column_takes_its_range(string quantity, string? code) =>
        Code(new Column { Name = "q", Sql = "q", TypeSql = "tinyint", Kind = ColumnKind.Integer, Min = 0, Max = 255 }, quantity).ShouldBe(code);

    [Theory]
    [InlineData("999.99", null), InlineData("0.01", null), InlineData("1.50", null), InlineData("1000", "sql.quantity_out_of_range"), InlineData("0.001", "sql.fraction")]
    public void A_decimal_column_takes_its_digits(string quantity, string? code) =>
        Code(new Column { Name = "q", Sql = "q", TypeSql = "decimal", Kind = ColumnKind.Decimal, Precision = 5, Scale = 2 }, quantity).ShouldBe(code);

    [Theory]
    [InlineData("123456", null), InlineData("0.00012", null), InlineData("1234567", "sql.quantity_out_of_range")]
    public void A_floating_column_takes_what_it_holds_exactly(string quantity, string? code) =>
        Code(new Column { Name = "q", Sql = "q", TypeSql = "float", Kind = ColumnKind.Float, Precision = 6 }, quantity).ShouldBe(code);

    [Theory]
    [InlineData("999", null), InlineData("1000", "sql.quantity_out_of_range")]
    public void A_text_column_takes_its_length(string quantity, string? code) =>
        Code(new Column { Name = "q", Sql = "q", TypeSql = "varchar(3)", Kind = ColumnKind.Text, MaxLength = 3 }, quantity).ShouldBe(code);

    [Fact]
    public void Fractions_are_refused_where_they_are_off() => QuantityFit.Check(null, 1.5m, fractions: false)!.Code.ShouldBe("sql.fraction");

    private static string? Code(Column column, string quantity) =>
        QuantityFit.Check(column, decimal.Parse(quantity, System.Globalization.CultureInfo.InvariantCulture), fractions: true)?.Code;
}
