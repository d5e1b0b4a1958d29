using System.ComponentModel;

namespace Connector.Adapters.Sql.Options;

/// <summary>A second table, whose rows are variants (sizes, colours) with a SKU and a number of their own.</summary>
public sealed class SqlVariantsOptions : SqlTableOptions
{
    /// <summary>The column of the variants' table that holds the key of the product; none by default.</summary>
    [Description("The column of this table that holds the product's key. Optional; for reports.")]
    public string? Parent { get; set; }
}
