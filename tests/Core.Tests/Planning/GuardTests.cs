using Connector.Core.Planning;

namespace Connector.Core.Tests.Planning;

public sealed class GuardTests
{
    private static Plan Plan(int inStock, int zeroed, int lowered = 0, int raised = 0) => new()
    {
        Listings = inStock,
        Matched = inStock,
        OnlyInStore = 0,
        OnlyInCrm = 0,
        Ambiguous = 0,
        NotTracked = 0,
        Unknown = 0,
        InStock = inStock,
        Changes =
        [
            .. Enumerable.Range(0, zeroed).Select(_ => Change(5, 0)), .. Enumerable.Range(0, lowered).Select(_ => Change(5, 4)),
            .. Enumerable.Range(0, raised).Select(_ => Change(0, 4)),
        ],
    };

    private static PlannedChange Change(decimal before, decimal after) =>
        new() { Ref = new("1"), Sku = "A", Before = before, After = after, Reason = "", Observation = new(1, DateTimeOffset.UnixEpoch) };

    [Theory]
    [InlineData(100, 30, 0, false)]
    [InlineData(100, 31, 0, true)]
    [InlineData(100, 0, 60, false)]
    [InlineData(100, 0, 61, true)]
    [InlineData(100, 30, 31, true)]
    [InlineData(19, 19, 0, false)]
    [InlineData(20, 20, 0, true)]
    public void Shares_are_of_the_listings_in_stock_and_a_handful_always_passes(int inStock, int zeroed, int lowered, bool held) =>
        Guard.Judge(Plan(inStock, zeroed, lowered), new GuardLimits()).IsHeld.ShouldBe(held);

    [Fact]
    public void Raises_are_never_held() => Guard.Judge(Plan(0, 0, 0, raised: 1000), new GuardLimits()).IsHeld.ShouldBeFalse();

    [Fact]
    public void Counts_work_as_limits_too() =>
        Guard.Judge(Plan(1000, 25), new GuardLimits { MaxZeroed = Limit.Count(24) }).HeldBecause.ShouldBe("it sets 25 of 1000 listings in stock to zero (limit 24)");

    [Theory]
    [InlineData("30%", true)]
    [InlineData(" 12.5 % ", true)]
    [InlineData("50", true)]
    [InlineData("0", true)]
    [InlineData("101%", false)]
    [InlineData("-1", false)]
    [InlineData("1.5", false)]
    [InlineData("ten", false)]
    [InlineData(null, false)]
    public void Limits_are_read_strictly(string? text, bool valid) => Limit.TryParse(text, out _).ShouldBe(valid);
}
