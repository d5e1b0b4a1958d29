using Connector.Adapters.OpenCart.Database;
using Connector.Adapters.OpenCart.Reading;
using Connector.Adapters.OpenCart.Schema;

namespace Connector.Adapters.OpenCart.RollUps;

/// <summary>The numbers of option values that are sums of the variants, or of the combinations, made of them.</summary>
internal sealed class OptionSums(ShopDatabase database, ShopSchema schema)
{
    private sealed record Part(long Combination, long Product, long Option, long OptionValue);

    private sealed record Value(long Id, long Product, long Option, long OptionValue, decimal? Quantity);

    /// <summary>Numbers by <c>product_option_value_id</c>, only where they differ from what is held.</summary>
    public async Task<Dictionary<long, decimal>> MakeAsync(
        Families families, Dictionary<StockKind, Dictionary<long, decimal>> planned, CancellationToken cancellationToken)
    {
        var concerned = families.All.Where(family => family.Kind switch
        {
            FamilyKind.Variants => schema.RollUps.VariantsToOptions,
            FamilyKind.Combinations => schema.RollUps.CombinationOptions is not null,
            _ => false,
        }).ToDictionary(family => family.Product);
        if (concerned.Count == 0)
            return [];

        var values = await ReadValuesAsync(concerned.Keys, cancellationToken).ConfigureAwait(false);
        var parts = await ReadPartsAsync(concerned.Values, cancellationToken).ConfigureAwait(false);
        var sums = new Dictionary<long, decimal>();
        foreach (var family in concerned.Values)
            Add(sums, family, planned[Families.MemberKind(family.Kind)], values[family.Product].ToList(), parts);

        var range = schema.RollUps.OptionValues!.Range;
        return values
            .SelectMany(group => group)
            .Where(value => sums.ContainsKey(value.Id))
            .Select(value => (value.Id, value.Quantity, Sum: range.Fit(sums[value.Id])))
            .Where(value => value.Quantity != value.Sum)
            .ToDictionary(value => value.Id, value => value.Sum);
    }

    private static void Add(
        Dictionary<long, decimal> sums, Family family, Dictionary<long, decimal> planned, List<Value> values, ILookup<long, Part> parts)
    {
        var own = values.Select(value => value.Id).ToHashSet();
        foreach (var member in family.Members)
        {
            IEnumerable<long> made = family.Kind is FamilyKind.Variants
                ? VariantJson.OptionValues(member.Variant).Where(own.Contains)
                : parts[member.Id].SelectMany(part => values
                    .Where(value => value.Option == part.Option && value.OptionValue == part.OptionValue)
                    .Select(value => value.Id));
            foreach (var id in made.Distinct())
                sums[id] = sums.GetValueOrDefault(id) + family.Share(member, planned);
        }
    }

    private async Task<ILookup<long, Value>> ReadValuesAsync(IReadOnlyCollection<long> products, CancellationToken cancellationToken)
    {
        var table = schema.RollUps.OptionValues!;
        var (list, parameters) = Statement.List("p", products);
        var options = schema.RollUps.CombinationOptions is null ? "0, 0" : "`option_id`, `option_value_id`";
        var rows = await database.QueryAsync(
            "reading option values",
            new Statement(
                $"""
                SELECT {table.Key}, {table.Parent}, {options}, `quantity`
                FROM {table.Table}
                WHERE {table.Parent} IN ({list})
                """,
                parameters),
            row => new Value(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), RowReader.Number(row, 4)),
            cancellationToken).ConfigureAwait(false);
        return rows.ToLookup(value => value.Product);
    }

    private async Task<ILookup<long, Part>> ReadPartsAsync(IEnumerable<Family> families, CancellationToken cancellationToken)
    {
        var products = families.Where(family => family.Kind is FamilyKind.Combinations).Select(family => family.Product).ToList();
        if (products.Count == 0)
            return Array.Empty<Part>().ToLookup(part => part.Combination);
        var (list, parameters) = Statement.List("p", products);
        var rows = await database.QueryAsync(
            "reading what related options are made of",
            new Statement(
                $"""
                SELECT `relatedoptions_id`, `product_id`, `option_id`, `option_value_id`
                FROM {schema.RollUps.CombinationOptions}
                WHERE `product_id` IN ({list})
                """,
                parameters),
            row => new Part(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)),
            cancellationToken).ConfigureAwait(false);
        return rows.ToLookup(part => part.Combination);
    }
}
