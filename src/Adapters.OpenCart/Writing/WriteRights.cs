using Connector.Abstractions;
using Connector.Adapters.OpenCart.Schema;

namespace Connector.Adapters.OpenCart.Writing;

/// <summary>Tells before the first statement which right is missing, and how to grant it.</summary>
internal static class WriteRights
{
    /// <summary>The rights to grant before everything that this shop's options ask for can be written; empty where none is missing.</summary>
    public static IReadOnlyList<string> Missing(IEnumerable<StockTable> tables, OpenCartOptions options) =>
        [.. tables
            .Where(table => !table.CanWrite)
            .Select(table => table.Kind is StockKind.Product && options.TouchDateModified
                ? $"UPDATE (quantity, date_modified) ON {table.Table}"
                : $"UPDATE (quantity) ON {table.Table}")
            .Distinct(StringComparer.Ordinal)];

    /// <exception cref="StoreException">A right is missing.</exception>
    public static void Check(IEnumerable<StockTable> tables, ShopSchema schema, OpenCartOptions options)
    {
        var needed = schema.RollUps.Any ? tables.Append(schema.Products) : tables;
        if (Missing(needed, options) is { Count: > 0 } missing)
            throw new StoreException(StoreFailure.Unauthorized, Say(missing, options));
    }

    public static string Say(IReadOnlyList<string> missing, OpenCartOptions options) =>
        "The database user may not write the stock. Grant it: " + string.Join("; ", missing)
        + (options.TouchDateModified ? " (without date_modified if touchDateModified is set to false)." : ".");
}
