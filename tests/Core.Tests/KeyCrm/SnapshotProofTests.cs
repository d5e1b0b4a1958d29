using Connector.Core.KeyCrm;
using Connector.Core.Stock;
using CsCheck;

namespace Connector.Core.Tests.KeyCrm;

/// <summary>Law 1: a snapshot counts only if it is proven whole.</summary>
public sealed class SnapshotProofTests
{
    private static readonly (string Name, Func<StocksPage, StocksPage> Spoil)[] Faults =
    [
        ("current_page", page => page with { CurrentPage = page.CurrentPage + 1 }),
        ("per_page", page => page with { PerPage = 15 }),
        ("total one more", page => page with { Total = page.Total + 1 }),
        ("total one less", page => page with { Total = page.Total - 1 }),
        ("total zero", page => page with { Total = 0, Levels = [] }),
        ("empty", page => page with { Levels = [] }),
        ("one missing", page => page with { Levels = [.. page.Levels.Skip(1)] }),
        ("one too many", page => page with { Levels = [.. page.Levels, Level(999_999)] }),
        ("repeated", page => page with { Levels = [page.Levels[^1], .. page.Levels.Skip(1)] }),
    ];

    private static StocksPage Page(int number, int total, int shift = 0) => new()
    {
        Total = total,
        CurrentPage = number,
        PerPage = 50,
        Levels = [.. Enumerable.Range((number - 1) * 50, Math.Clamp(total - ((number - 1) * 50), 0, 50)).Select(i => Level(i - shift))],
        Warehouses = new Dictionary<long, string>(),
        Observation = new Observation(number, DateTimeOffset.UnixEpoch),
    };

    private static Level Level(long offer) => new() { Offer = offer, Sku = $"{offer}", Quantity = 1, Reserve = 0, Observation = default };

    // A total that is wrong on the first page shows on the next one at the latest.
    private static SnapshotProof Prove(int total, Func<StocksPage, StocksPage> pageAs)
    {
        var proof = new SnapshotProof("main");
        for (var page = 1; page <= proof.Pages; page++)
            proof.Add(pageAs(Page(page, total)));
        return proof;
    }

    [Fact]
    public void Any_fault_on_any_page_of_any_account_is_noticed()
    {
        Gen.Select(Gen.Int[2, 400], Gen.Int[0, Faults.Length - 1], Gen.Int[1, 8]).Sample((total, which, where) =>
        {
            var bad = Math.Min(where, (total + 49) / 50);
            var (name, spoil) = Faults[which];
            if (name == "repeated" && Page(bad, total).Levels.Count == 1)
                return;
            Should.Throw<KeyCrmException>(() => Prove(total, page => page.CurrentPage == bad ? spoil(page) : page), $"{name} on page {bad} of {total} offers")
                .Failure.ShouldBe(KeyCrmFailure.NotWhole);
        });
    }

    [Fact]
    public void Whole_accounts_of_any_size_are_proven()
    {
        Gen.Int[1, 400].Sample(total =>
        {
            var proof = Prove(total, page => page);
            (proof.IsWhole, proof.Levels.Count, proof.Began.Sequence).ShouldBe((true, total, 1));
        });
    }

    // An offer before them was made while the pages were read: the next page begins one too early.
    [Fact]
    public void An_offer_that_is_on_two_pages_is_named_with_both()
    {
        var proof = new SnapshotProof("main");
        proof.Add(Page(1, 120));
        Should.Throw<KeyCrmException>(() => proof.Add(Page(2, 120, shift: 1))).Message.ShouldContain("Page 2 of 3: offer 49 was on page 1 already");
    }

    [Fact]
    public void Some_pages_are_no_whole()
    {
        var proof = new SnapshotProof("main");
        proof.Add(Page(1, 120));
        proof.IsWhole.ShouldBeFalse();
    }
}
