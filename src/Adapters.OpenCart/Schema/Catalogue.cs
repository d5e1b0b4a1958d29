using System.Globalization;
using Connector.Adapters.OpenCart.Database;
using MySqlConnector;

namespace Connector.Adapters.OpenCart.Schema;

/// <summary>What the database's own catalogue shows to this user. The only source of table and column names.</summary>
internal sealed class Catalogue(ShopDatabase database, string prefix)
{
    private static readonly string[] Known =
        ["product", "product_code", "identifier", "product_option_value", "relatedoptions", "relatedoptions_option", "relatedoptions_variant_product"];

    /// <summary>Reads the tables that matter, by their name without prefix; a table that is not visible is not in it.</summary>
    public async Task<Dictionary<string, CatalogueTable>> ReadAsync(CancellationToken cancellationToken)
    {
        var (list, parameters) = Names();
        var columns = await database.QueryAsync(
            "reading the list of columns",
            new Statement(
                $"""
                SELECT TABLE_NAME, COLUMN_NAME, DATA_TYPE, COLUMN_TYPE, NUMERIC_PRECISION, NUMERIC_SCALE, PRIVILEGES
                FROM information_schema.COLUMNS
                WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME IN ({list})
                """,
                parameters),
            row => (Table: row.GetString(0), Column: Column(row)),
            cancellationToken).ConfigureAwait(false);

        return columns
            .GroupBy(item => item.Table, item => item.Column)
            .Where(group => group.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(group => group.Key[prefix.Length..], group => new CatalogueTable(group.Key, group), StringComparer.Ordinal);
    }

    /// <summary>The storage engine of each table by its name without prefix, and the server's version.</summary>
    public async Task<(string Version, Dictionary<string, string> Engines)> ReadServerAsync(CancellationToken cancellationToken)
    {
        var (list, parameters) = Names();
        var rows = await database.QueryAsync(
            "reading the list of tables",
            new Statement(
                $"""
                SELECT VERSION(), TABLE_NAME, COALESCE(ENGINE, '')
                FROM information_schema.TABLES
                WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME IN ({list})
                """,
                parameters),
            row => (Version: row.GetString(0), Table: row.GetString(1), Engine: row.GetString(2)),
            cancellationToken).ConfigureAwait(false);

        return (
            rows.Count > 0 ? rows[0].Version : "",
            rows.Where(row => row.Table.StartsWith(prefix, StringComparison.Ordinal))
                .ToDictionary(row => row.Table[prefix.Length..], row => row.Engine, StringComparer.Ordinal));
    }

    private (string List, List<(string Name, object Value)> Parameters) Names()
    {
        var parameters = Known.Select((table, index) => ($"@t{index}", (object)(prefix + table))).ToList();
        return (string.Join(", ", parameters.Select(parameter => parameter.Item1)), parameters);
    }

    private static CatalogueColumn Column(MySqlDataReader row)
    {
        var rights = row.GetString(6);
        return new CatalogueColumn
        {
            Name = row.GetString(1),
            DataType = row.GetString(2).ToLowerInvariant(),
            IsUnsigned = row.GetString(3).Contains("unsigned", StringComparison.OrdinalIgnoreCase),
            Precision = Number(row, 4),
            Scale = Number(row, 5),
            CanSelect = rights.Contains("select", StringComparison.OrdinalIgnoreCase),
            CanUpdate = rights.Contains("update", StringComparison.OrdinalIgnoreCase),
        };
    }

    private static int Number(MySqlDataReader row, int column) =>
        row.IsDBNull(column) ? 0 : Convert.ToInt32(row.GetValue(column), CultureInfo.InvariantCulture);
}
