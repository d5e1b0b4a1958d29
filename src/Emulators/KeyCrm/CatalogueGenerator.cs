using System.Globalization;

namespace Connector.Emulators.KeyCrm;

/// <summary>Makes the offers of a <see cref="KeyCrmSeed"/>.</summary>
internal static class CatalogueGenerator
{
    private static readonly string[] CyrillicWords = ["Тест", "Брак", "Футболка", "Кружка", "Ґудзик", "Їжак", "Чохол", "Шкарпетки"];
    private static readonly string[] LatinWords = ["MUG", "TEE", "CASE", "SOCK", "LAMP", "BAG", "CAP", "BELT"];
    private static readonly string[] Colours = ["RED", "BLU", "BLK", "WHT", "GRN"];

    public static IEnumerable<KeyCrmOffer> Generate(KeyCrmSeed seed, long firstId, IReadOnlyList<int> warehouseIds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(seed.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(seed.WithoutSku, seed.Count);
        var random = new Random(seed.Seed);
        var ids = Enumerable.Range(0, seed.Count).Select(i => firstId + i).ToArray();
        ShuffleNeighbours(ids, random);
        for (var i = 0; i < seed.Count; i++)
        {
            var price = random.Next(15, 4000) + (random.Next(3) == 0 ? 0.9m : 0);
            yield return new KeyCrmOffer
            {
                Id = ids[i],
                ProductId = 1 + ((ids[i] - 1) / 3),
                Sku = i >= seed.Count - seed.WithoutSku ? null : Sku(ids[i], random),
                Price = price,
                PurchasedPrice = decimal.Round(price * 0.4m, 2),
                Properties = ids[i] % 3 == 0 ? [] : [new KeyCrmProperty("Колір", ids[i] % 3 == 1 ? "червоний" : "синій")],
                Stocks = Stocks(seed, random, warehouseIds),
            };
        }
    }

    // Newest products first and variants in order, with some disorder: never sorted by id (facts/keycrm.md §4).
    private static void ShuffleNeighbours(long[] ids, Random random)
    {
        Array.Reverse(ids);
        for (var i = 0; i + 4 < ids.Length; i += 2)
        {
            var other = i + random.Next(5);
            (ids[i], ids[other]) = (ids[other], ids[i]);
        }
    }

    // The id is a part of each SKU, which keeps SKUs of one form apart; the forms differ in their letters.
    private static string Sku(long id, Random random)
    {
        var number = id.ToString(CultureInfo.InvariantCulture);
        return random.Next(1000) switch
        {
            < 540 => "00" + random.Next(1000).ToString("D3", CultureInfo.InvariantCulture) + number.PadLeft(7, '0'),
            < 590 => $"{Pick(CyrillicWords, random)}-{number}",
            < 610 => $"{Pick(CyrillicWords, random)} {number}",
            < 620 => $"{Pick(LatinWords, random)} {Pick(Colours, random)} {number}",
            < 622 => $"{Pick(LatinWords, random)}/{number}",
            < 630 => $"LIMITED-ED-{number.PadLeft(13, '0')}",
            < 800 => '4' + number.PadLeft(8, '0'),
            _ => $"{Pick(LatinWords, random)}-{Pick(Colours, random)}-{number}",
        };
    }

    private static IReadOnlyList<KeyCrmStock> Stocks(KeyCrmSeed seed, Random random, IReadOnlyList<int> warehouseIds)
    {
        var first = warehouseIds[0];
        switch (random.Next(1000))
        {
            case < 40:
                return [];
            case < 400:
                return [new KeyCrmStock(first, 0, 0)];
            case < 440:
                var reserved = random.Next(1, 4);
                return [new KeyCrmStock(first, reserved, reserved)];
            case < 454 when seed.Negatives:
                return [new KeyCrmStock(first, 0, 0) with { Quantity = -random.Next(1, 23) }];
        }

        var total = random.Next(5) == 0 ? random.Next(1, 500) : random.Next(1, 20);
        var quantity = seed.Fractions && random.Next(10) == 0 ? total + (random.Next(1, 1000) / 1000m) : total;
        var reserve = random.Next(8) == 0 ? random.Next(0, total) : 0;
        if (warehouseIds.Count == 1 || random.Next(3) > 0)
            return [new KeyCrmStock(first, quantity, reserve)];

        // Goods in two places; what is reserved is reserved in the first.
        var elsewhere = random.Next(0, total - reserve + 1);
        var second = warehouseIds[random.Next(1, warehouseIds.Count)];
        return [new KeyCrmStock(first, quantity - elsewhere, reserve), new KeyCrmStock(second, elsewhere, 0)];
    }

    private static string Pick(string[] words, Random random) => words[random.Next(words.Length)];
}
