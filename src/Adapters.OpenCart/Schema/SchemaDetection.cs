using Connector.Abstractions;
using Connector.Adapters.OpenCart.Database;

namespace Connector.Adapters.OpenCart.Schema;

/// <summary>
/// Decides what a shop is like by the tables and columns that are visible, never by a version number: shops are upgraded half way,
/// forks differ, and a user with few rights sees few columns.
/// </summary>
internal sealed class SchemaDetection(ShopDatabase database, OpenCartOptions options)
{
    private readonly Catalogue _catalogue = new(database, options.Prefix);

    public async Task<ShopSchema> DetectAsync(CancellationToken cancellationToken)
    {
        var tables = await _catalogue.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (!tables.TryGetValue("product", out var product) || !product.CanRead("product_id", "quantity"))
        {
            throw Misconfigured(
                $"There is no table {options.Prefix}product with readable columns product_id and quantity. Compare prefix with DB_PREFIX "
                + "in the shop's config.php, and the user's rights with docs/adapters/opencart.md.");
        }

        var sku = await new SkuSourceDetection(database, options).DetectAsync(tables, product, cancellationToken).ConfigureAwait(false);
        var optionTables = new OptionDetection(database, options);
        var values = tables.GetValueOrDefault("product_option_value");
        var optionRows = await optionTables.OptionsAsync(values, cancellationToken).ConfigureAwait(false);
        var combinations = await optionTables.CombinationsAsync(tables, cancellationToken).ConfigureAwait(false);
        if (optionRows is null && combinations is null && options.OptionSku is not ("auto" or "none"))
        {
            throw Misconfigured(
                $"optionSku is {options.OptionSku}, but neither {options.Prefix}product_option_value nor {options.Prefix}relatedoptions "
                + "has a readable column of that name.");
        }

        return new ShopSchema
        {
            Generation = Generation(tables, product),
            Sku = sku,
            Products = Products(product, sku),
            Options = optionRows,
            Combinations = combinations,
            RollUps = RollUps(tables, product, optionRows, combinations),
            OptionValues = values?.CanRead("product_id", "subtract") is true ? values.Quoted : null,
        };
    }

    public Task<(string Version, Dictionary<string, string> Engines)> ReadServerAsync(CancellationToken cancellationToken) =>
        _catalogue.ReadServerAsync(cancellationToken);

    private StockTable Products(CatalogueTable product, SkuSource sku)
    {
        var touched = options.TouchDateModified && product.CanUpdate("date_modified");
        return new StockTable
        {
            Kind = StockKind.Product,
            Table = product.Quoted,
            Called = "products",
            Key = "`product_id`",
            Parent = product.CanRead("master_id") ? "`master_id`" : null,
            Sku = sku.Column,
            Subtract = product.CanRead("subtract") ? "`subtract`" : null,
            Touched = touched ? "`date_modified`" : null,
            Range = Range(product),
            CanWrite = product.CanUpdate("quantity") && (touched || !options.TouchDateModified),
        };
    }

    private RollUpTables RollUps(
        Dictionary<string, CatalogueTable> tables, CatalogueTable product, StockTable? optionRows, StockTable? combinations)
    {
        var asked = options.Variants.RollUp;
        if (asked is not VariantRollUp.None && !product.CanRead("master_id"))
        {
            throw Misconfigured(
                $"variants.rollUp is asked for, but {options.Prefix}product has no readable column master_id. "
                + "OpenCart before 4 has no variants: leave variants.rollUp out.");
        }

        var values = tables.GetValueOrDefault("product_option_value");
        var usable = values?.CanRead("product_option_value_id", "product_id", "quantity") is true;
        if (asked is VariantRollUp.MasterAndOptions && !(usable && product.CanRead("variant") && values!.CanUpdate("quantity")))
        {
            throw Misconfigured(
                $"variants.rollUp is master+options, which needs to read {options.Prefix}product.variant and to read and update "
                + $"{options.Prefix}product_option_value.quantity. Grant what docs/adapters/opencart.md lists, or choose master.");
        }

        var related = tables.GetValueOrDefault("relatedoptions_option");
        var relatedUsable = related?.CanRead("relatedoptions_id", "product_id", "option_id", "option_value_id") is true
            && usable && values!.CanRead("option_id", "option_value_id") && values.CanUpdate("quantity");
        return new RollUpTables
        {
            Variants = asked is not VariantRollUp.None,
            VariantsToOptions = asked is VariantRollUp.MasterAndOptions,
            Options = options.OptionRollUp && optionRows is not null,
            Combinations = options.OptionRollUp && combinations is not null,
            CombinationOptions = options.OptionRollUp && combinations is not null && relatedUsable ? related!.Quoted : null,
            OptionValues = usable ? OptionDetection.AllValues(values!) : null,
        };
    }

    /// <summary>What a quantity column can hold, for the tables of this shop.</summary>
    internal static QuantityRange Range(CatalogueTable table) => QuantityRange.Of(table.Readable("quantity")!)
        ?? throw Misconfigured($"The column quantity of {table.Name} is of the type {table.Readable("quantity")!.DataType}, which holds no exact numbers.");

    private static string Generation(Dictionary<string, CatalogueTable> tables, CatalogueTable product)
    {
        if (tables.TryGetValue("product_code", out var code))
        {
            if (!code.CanRead("code") && code.CanRead("identifier_id"))
                return "OpenCart after 4.1 (product_code by identifier)";
            return product.CanRead("sku")
                ? "OpenCart 4.1.0.1 to 4.1.0.3 (product_code beside a product.sku that the admin no longer writes)"
                : "OpenCart 4.1.0.4 or later (product_code)";
        }

        return product.CanRead("master_id") ? "OpenCart 4.0 to 4.1.0.0 (variants)" : "OpenCart 1.5 to 3.x";
    }

    private static StoreException Misconfigured(string message) => new(StoreFailure.Misconfigured, message);
}
