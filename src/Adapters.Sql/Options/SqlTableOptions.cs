using System.ComponentModel;

namespace Connector.Adapters.Sql.Options;

/// <summary>A table whose rows are listings. Names are spelled as in the database, without quotes.</summary>
public abstract class SqlTableOptions
{
    /// <summary>The table, as <c>table</c> or <c>schema.table</c>.</summary>
    [Description("The table (or view) that holds the stock numbers: \"goods\" or \"schema.goods\".")]
    public string? Table { get; set; }

    /// <summary>A column that is unique: numbers are written by it, never by SKU.</summary>
    [Description("The column that identifies a row: the primary key, or another unique column of an integer, text or uuid type.")]
    public string? Key { get; set; }

    /// <summary>The column that holds the SKU.</summary>
    [Description("The column that holds the SKU (article).")]
    public string? Sku { get; set; }

    /// <summary>The column that holds the number for sale.</summary>
    [Description("The column that holds the stock number: an integer, decimal or floating type, or text that holds numbers.")]
    public string? Quantity { get; set; }

    /// <summary>The column that holds a name, for reports; none by default.</summary>
    [Description("The column that holds the product's name, for reports. Optional.")]
    public string? Name { get; set; }

    /// <summary>SQL that chooses the rows which belong to this store; all by default. The operator writes it; it is put in as it is.</summary>
    [Description("SQL condition that chooses the rows of this store, with parameters from \"params\": \"deleted = 0 AND shop_id = @shop\". Optional.")]
    public string? Where { get; set; }

    /// <summary>Further columns to set together with the number; none by default.</summary>
    [Description("Columns that are set together with the stock number. Optional.")]
    public IList<SqlCompanionOptions> Set { get; set; } = [];
}
