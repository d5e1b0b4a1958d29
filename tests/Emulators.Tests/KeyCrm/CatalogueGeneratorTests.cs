using Connector.Emulators.KeyCrm;

namespace Connector.Emulators.Tests.KeyCrm;

public sealed class CatalogueGeneratorTests
{
    private static IReadOnlyList<KeyCrmOffer> Generate(KeyCrmSeed seed)
    {
        var catalogue = new KeyCrmCatalogue([new(1, "A"), new(4, "B")], TimeProvider.System);
        catalogue.Seed(seed);
        return catalogue.Snapshot();
    }

    [Fact]
    public void Skus_look_like_those_of_a_real_account()
    {
        var skus = Generate(new KeyCrmSeed { Count = 10_000 }).Select(static offer => offer.Sku!).ToList();

        skus.Distinct(StringComparer.OrdinalIgnoreCase).Count().ShouldBe(10_000);
        skus.Count(static sku => sku.StartsWith('0')).ShouldBeInRange(5000, 5800);
        skus.Count(static sku => sku.Any(static letter => letter is >= '\u0400' and <= '\u04ff')).ShouldBeInRange(500, 900);
        skus.Count(static sku => sku.Contains(' ')).ShouldBeInRange(200, 400);
        skus.ShouldContain(static sku => sku.Contains('/'));
        skus.Max(static sku => sku.Length).ShouldBe(24);
        skus.ShouldAllBe(static sku => sku == sku.Trim() && !sku.Contains(','));
    }

    [Fact]
    public void Stock_looks_like_that_of_a_real_account()
    {
        var offers = Generate(new KeyCrmSeed { Count = 10_000 });
        var available = offers.Select(static offer => offer.Quantity - offer.Reserve).ToList();

        available.Count(static number => number == 0).ShouldBeInRange(4200, 4600);
        available.Count(static number => number < 0).ShouldBeInRange(90, 200);
        available.Min().ShouldBe(-22);
        available.ShouldAllBe(static number => number == decimal.Truncate(number));
        offers.ShouldContain(static offer => offer.Stocks.Count == 0);
        offers.ShouldContain(static offer => offer.Stocks.Count == 2);
        offers.ShouldContain(static offer => offer.Reserve > 0 && offer.Quantity > offer.Reserve);
    }

    [Fact]
    public void Fractions_missing_skus_and_negatives_are_choices()
    {
        var offers = Generate(new KeyCrmSeed { Count = 2000, Fractions = true, WithoutSku = 3, Negatives = false });

        offers.Count(static offer => offer.Quantity != decimal.Truncate(offer.Quantity)).ShouldBeGreaterThan(20);
        offers.Count(static offer => offer.Sku is null).ShouldBe(3);
        offers.ShouldAllBe(static offer => offer.Quantity - offer.Reserve >= 0);
    }

    [Fact]
    public void Same_seed_gives_the_same_catalogue_and_another_seed_another_one()
    {
        static List<(long, string?, decimal)> Key(KeyCrmSeed seed) =>
            [.. Generate(seed).Select(static offer => (offer.Id, offer.Sku, offer.Quantity))];

        Key(new KeyCrmSeed { Count = 500, Seed = 5 }).ShouldBe(Key(new KeyCrmSeed { Count = 500, Seed = 5 }));
        Key(new KeyCrmSeed { Count = 500, Seed = 5 }).ShouldNotBe(Key(new KeyCrmSeed { Count = 500, Seed = 6 }));
    }

    [Fact]
    public void Second_seeding_adds_offers_with_new_ids()
    {
        var catalogue = new KeyCrmCatalogue([new(1, "A")], TimeProvider.System);
        catalogue.AddOffer(70, "own", 1);

        catalogue.Seed(new KeyCrmSeed { Count = 30 });
        catalogue.Seed(new KeyCrmSeed { Count = 30 });

        catalogue.Snapshot().Select(static offer => offer.Id).Order().ShouldBe([70, .. Enumerable.Range(71, 60).Select(static id => (long)id)]);
    }
}
