using System.ComponentModel;

namespace Connector.Adapters.Sql.Options;

/// <summary>SQL of the operator's own, for what a table and columns cannot say.</summary>
public sealed class SqlCustomOptions
{
    /// <summary>A SELECT with the columns <c>ref</c>, <c>sku</c>, <c>quantity</c> and, if wanted, <c>name</c> and <c>parent</c>.</summary>
    [Description("A SELECT that gives ref, sku, quantity and, if wanted, name and parent. It must work as a subquery: no ORDER BY, no WITH. Instead of table, key, sku and quantity.")]
    public string? Read { get; set; }

    /// <summary>One statement that writes one number: <c>@ref</c>, <c>@quantity</c>, <c>@sku</c>.</summary>
    [Description("A statement that sets one number, with the parameters @ref, @quantity and @sku. Required with read.")]
    public string? Write { get; set; }

    /// <summary>One statement after the writes of a batch, inside its transaction.</summary>
    [Description("A statement that runs once after the writes of a batch, in the same transaction: if it fails, the batch is not written. Works with a table too. Optional.")]
    public string? AfterBatch { get; set; }
}
