using Connector.Core.Matching;
using Connector.Core.Stock;
using CsCheck;

namespace Connector.Core.Tests.Stock;

public sealed class StockCalculatorTests
{
    private static readonly Observation Seen = new(1, DateTimeOffset.UnixEpoch);

    private static Level Level(decimal? quantity, decimal? reserve, params WarehouseLevel[]? warehouses) =>
        new() { Offer = 7101, Sku = "MUG", Quantity = quantity, Reserve = reserve, Warehouses = warehouses, Observation = Seen };

    private static decimal? Available(StockRule rule, Level level) => Calculator(rule).Compute(level, "MUG").Quantity;

    private static StockCalculator Calculator(StockRule rule) => new(rule, sku => SkuKey.Of(sku, new MatchRule()));

    [Fact]
    public void Reserve_is_subtracted_by_default_and_ignored_when_told()
    {
        Available(new StockRule(), Level(42, 3)).ShouldBe(39);
        Available(new StockRule { Reserve = ReservePolicy.Ignore }, Level(42, 3)).ShouldBe(42);
    }

    [Theory]
    [InlineData(FractionPolicy.Floor, "12.5", "0.75", "11")]
    [InlineData(FractionPolicy.Round, "12.5", "0", "13")]
    [InlineData(FractionPolicy.Round, "12.4", "0", "12")]
    [InlineData(FractionPolicy.Keep, "12.5", "0.75", "11.75")]
    [InlineData(FractionPolicy.Floor, "-22", "0", "0")]
    [InlineData(FractionPolicy.Floor, "0", "2", "0")]
    [InlineData(FractionPolicy.Floor, "0.9999999999999999999999999999", "0", "0")]
    public void Rounding_and_clamping_are_exact(FractionPolicy fraction, string quantity, string reserve, string expected) =>
        Available(new StockRule { Fraction = fraction }, Level(Parse(quantity), Parse(reserve))).ShouldBe(Parse(expected));

    [Fact]
    public void Sums_of_tenths_lose_nothing()
    {
        var rule = new StockRule { Warehouses = [1, 2, 3], Fraction = FractionPolicy.Floor };
        Available(rule, Level(0.3m, 0, new(1, 0.1m, 0), new(2, 0.1m, 0), new(3, 0.8m, 0))).ShouldBe(1);
    }

    [Fact]
    public void Explain_is_a_sentence_a_person_can_check()
    {
        var rule = new StockRule { Warehouses = [1, 4], Buffer = 1 };
        Calculator(rule).Explain(Level(9, 2, new(1, 5, 2), new(4, 2, 0), new(5, 2, 0)), "MUG").ShouldBe("7 in 1,4 − 2 reserved − 1 buffer = 4");
        Calculator(new StockRule { Max = 50 }).Explain(Level(60.5m, 0), "MUG").ShouldBe("60.5 − 0 reserved = 60.5, rounded down to 60, at most 50");
        Calculator(new StockRule()).Explain(Level(1, 4), "MUG").ShouldBe("1 − 4 reserved = −3, never below 0");
    }

    [Fact]
    public void An_exception_for_one_sku_changes_that_sku_only()
    {
        var rule = new StockRule { Buffer = 1, Overrides = new Dictionary<string, StockOverride> { [" MUG "] = new() { Buffer = 5, Max = 3 } } };
        Calculator(rule).Compute(Level(10, 0), "MUG").Quantity.ShouldBe(3);
        Calculator(rule).Compute(Level(10, 0), "CUP").Quantity.ShouldBe(9);
    }

    [Theory]
    [InlineData(FractionPolicy.Floor, "2")]
    [InlineData(FractionPolicy.Round, "2")]
    [InlineData(FractionPolicy.Keep, "2.5")]
    public void A_cap_with_decimals_is_never_exceeded(FractionPolicy fraction, string expected) =>
        Available(new StockRule { Max = 2.5m, Fraction = fraction }, Level(9, 0)).ShouldBe(Parse(expected));

    // Law 1: one warehouse twice does not stand for the one that is missing.
    [Fact]
    public void A_row_that_comes_twice_fills_no_gap()
    {
        var rule = new StockRule { Warehouses = [1, 4] };
        Available(rule, Level(9, 0, new(1, 2, 0), new(1, 2, 0))).ShouldBeNull();
        Available(rule with { Warehouses = [1, 1] }, Level(9, 0, new(1, 2, 0), new(4, 7, 0))).ShouldBe(2);
    }

    // Law 1: what is missing or unreadable is unknown, never zero.
    [Fact]
    public void What_keyCRM_did_not_say_is_unknown_and_never_zero()
    {
        var chosen = new StockRule { Warehouses = [1] };
        Available(new StockRule(), Level(null, 0)).ShouldBeNull();
        Available(new StockRule(), Level(5, null)).ShouldBeNull();
        Available(new StockRule { Reserve = ReservePolicy.Ignore }, Level(5, null)).ShouldBe(5);
        Available(chosen, Level(5, 0, null)).ShouldBeNull("rows by warehouse are missing");
        Available(chosen, Level(5, 0, new WarehouseLevel(4, 3, 0))).ShouldBeNull("the rows do not account for the total");
        Available(chosen, Level(5, 0)).ShouldBeNull("no rows, and the total is not zero");
        Available(chosen, Level(3, 0, new WarehouseLevel(4, 3, 0))).ShouldBe(0, "all of the total is elsewhere");
        Available(chosen, Level(0, 0)).ShouldBe(0, "nothing anywhere");
    }

    [Fact]
    public void Results_stay_within_zero_and_max_and_never_exceed_what_there_is()
    {
        var number = Gen.Decimal[-1000, 1000].Select(value => Math.Round(value, 3));
        Gen.Select(number, number, Gen.Decimal[0, 20], Gen.Decimal[0, 100], Gen.Int[0, 2].Select(policy => (FractionPolicy)policy))
            .Sample((quantity, reserve, buffer, max, fraction) =>
            {
                var available = Available(new StockRule { Buffer = buffer, Max = max, Fraction = fraction }, Level(quantity, reserve))!.Value;
                available.ShouldBeInRange(0, max);
                available.ShouldBeLessThanOrEqualTo(Math.Max(0, quantity - reserve - buffer) + (fraction == FractionPolicy.Round ? 0.5m : 0));
            });
    }

    [Fact]
    public void More_stock_never_means_fewer_for_sale()
    {
        Gen.Select(Gen.Int[-50, 500], Gen.Int[0, 50], Gen.Int[0, 20], Gen.Int[0, 20]).Sample((quantity, more, reserve, buffer) =>
        {
            var rule = new StockRule { Buffer = buffer };
            Available(rule, Level(quantity + more, reserve)).ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(Available(rule, Level(quantity, reserve))!.Value);
        });
    }

    [Fact]
    public void More_buffer_never_means_more_for_sale()
    {
        Gen.Select(Gen.Int[-50, 500], Gen.Int[0, 50], Gen.Int[0, 20], Gen.Int[0, 2]).Sample((quantity, buffer, more, policy) =>
        {
            var rule = new StockRule { Buffer = buffer, Fraction = (FractionPolicy)policy };
            Available(rule with { Buffer = buffer + (more / 2m) }, Level(quantity, 0)).ShouldNotBeNull().ShouldBeLessThanOrEqualTo(Available(rule, Level(quantity, 0))!.Value);
        });
    }

    // The sentence names the number that is sent.
    [Fact]
    public void The_sentence_ends_with_the_number()
    {
        Gen.Select(Gen.Int[-50, 500], Gen.Int[0, 9], Gen.Int[0, 9], Gen.Int[0, 60], Gen.Int[0, 2]).Sample((halves, reserve, buffer, max, policy) =>
        {
            var rule = new StockRule { Buffer = buffer, Max = max, Fraction = (FractionPolicy)policy };
            var level = Level(halves / 2m, reserve);
            var number = Available(rule, level)!.Value.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);
            Calculator(rule).Explain(level, "MUG").ShouldMatch($"(=|to|below|most) {System.Text.RegularExpressions.Regex.Escape(number)}$");
        });
    }

    [Fact]
    public void The_order_of_warehouses_does_not_matter()
    {
        Gen.Select(Gen.Int[-5, 50].Array[4], Gen.Int[0, 5].Array[4]).Sample((quantities, reserves) =>
        {
            var rows = quantities.Zip(reserves).Select((pair, i) => new WarehouseLevel(i, pair.First, pair.Second)).ToArray();
            var level = Level(quantities.Sum(), reserves.Sum(), rows);
            var reversed = level with { Warehouses = [.. rows.Reverse()] };
            Available(new StockRule { Warehouses = [0, 2] }, level).ShouldBe(Available(new StockRule { Warehouses = [2, 0] }, reversed));
        });
    }

    private static decimal Parse(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
