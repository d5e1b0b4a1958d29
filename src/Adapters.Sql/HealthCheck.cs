using System.Data.Common;
using System.Globalization;
using Connector.Abstractions;
using Connector.Adapters.Sql.Dialects;
using Connector.Adapters.Sql.Options;
using Connector.Adapters.Sql.Schema;
using Connector.Adapters.Sql.Targets;

namespace Connector.Adapters.Sql;

/// <summary>Says what is there and whether a write would be taken, without writing.</summary>
internal sealed class HealthCheck(Database database, SqlOptions options)
{
    /// <summary>Asks for version, rows and rights.</summary>
    public async Task<StoreHealth> RunAsync(DbConnection connection, IReadOnlyList<Target> targets, CancellationToken cancellationToken)
    {
        Dialect dialect = database.Dialect;
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = dialect.VersionSql;
        string version = Convert.ToString(
            await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false), CultureInfo.InvariantCulture) ?? "";
        var details = new Dictionary<string, string>(StringComparer.Ordinal) { ["provider"] = dialect.Product, ["version"] = version };
        var faults = new List<string>();
        var warnings = new List<string>();
        long rows = 0;
        foreach (Target target in targets)
        {
            long count = await target.CountAsync(connection, cancellationToken).ConfigureAwait(false);
            rows += count;
            if (target is TableTarget { Table: { } table })
            {
                details[$"rows.{table.Name}"] = count.ToString(CultureInfo.InvariantCulture);
                await LookAsync(connection, table, faults, warnings, cancellationToken).ConfigureAwait(false);
            }
        }

        details["rows"] = rows.ToString(CultureInfo.InvariantCulture);
        if (rows == 0)
            warnings.Add("No row belongs to this store: check table and where.");
        if (warnings.Count > 0)
            details["warnings"] = string.Join(" ", warnings);
        string found = $"{dialect.Product} {version}, {details["rows"]} rows";
        return new StoreHealth
        {
            IsHealthy = faults.Count == 0,
            Summary = faults.Count > 0 ? string.Join(" ", faults) : string.Join(" ", warnings.Prepend(found + ".")),
            Details = details,
        };
    }

    private async Task LookAsync(
        DbConnection connection, Table table, List<string> faults, List<string> warnings, CancellationToken cancellationToken)
    {
        Column[] written = [table.Quantity, .. table.Companions.Select(c => c.Column)];
        Rights rights = await database.Dialect.RightsAsync(connection, table, written, cancellationToken).ConfigureAwait(false);
        if (rights.NotWritable.Count > 0)
            faults.Add($"This login may not write {table.Name}.{string.Join(", ", rights.NotWritable)}. Grant UPDATE on that column (for a file: write permission).");
        if (rights.Excess.Count > 0)
            warnings.Add($"This login may do more than the connector needs: {string.Join(", ", rights.Excess)} on {table.Name}. SELECT and UPDATE of the named columns are enough.");
        if (table.Engine?.ToUpperInvariant() is "MYISAM" or "ARIA" or "MEMORY" or "CSV")
            warnings.Add($"{table.Name} is {table.Engine}, which has no transactions: a batch that is cut off stays half written until the next one.");
        if (options.Fractions && table.Quantity is ({ Kind: ColumnKind.Integer } or { Kind: ColumnKind.Decimal, Scale: 0 }))
            warnings.Add($"fractions is on, and {table.Name}.{table.Quantity.Name} ({table.Quantity.TypeSql}) holds whole numbers only.");
    }
}
