using System.Text;
using Connector.Adapters.OpenCart.Database;
using Connector.Adapters.OpenCart.Schema;

namespace Connector.Adapters.OpenCart.Writing;

/// <summary>
/// The one statement that changes anything: many rows of one table by primary key. It needs no right but UPDATE on the quantity and its
/// companion, inserts nothing should an id be gone, and is the fastest form on MyISAM and InnoDB alike up to 500 rows.
/// </summary>
internal static class CaseUpdate
{
    /// <summary>More rows make the CASE slower, and hold the table (MyISAM) or the rows (InnoDB) longer than a page should wait.</summary>
    public const int MaxRows = 500;

    /// <param name="table">Where the rows are.</param>
    /// <param name="rows">Numbers by id, in the order of the ids: two writers that keep to it do not deadlock.</param>
    public static Statement Of(StockTable table, IReadOnlyList<KeyValuePair<long, decimal>> rows)
    {
        var (list, parameters) = Statement.List("id", rows.Select(row => row.Key));
        var cases = new StringBuilder();
        for (var index = 0; index < rows.Count; index++)
        {
            cases.Append(" WHEN @id").Append(index).Append(" THEN @q").Append(index);
            parameters.Add(($"@q{index}", rows[index].Value));
        }

        var touched = table.Touched is { } column ? $"{column} = NOW(), " : "";
        return new Statement(
            $"""
            UPDATE {table.Table}
            SET {touched}`quantity` = CASE {table.Key}{cases} ELSE `quantity` END
            WHERE {table.Key} IN ({list})
            """,
            parameters);
    }
}
