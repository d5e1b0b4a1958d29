using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Connector.Adapters.Sql.Options;

/// <summary>How the stock of a site of own development is reached: one table, optionally a second with variants, or SQL of one's own.</summary>
public sealed class SqlOptions : SqlTableOptions, IValidatableObject
{
    /// <summary>The kind of database.</summary>
    [Required]
    [AllowedValues("mysql", "postgres", "sqlserver", "sqlite")]
    [Description("The kind of database: mysql (MariaDB too), postgres, sqlserver or sqlite.")]
    public string? Provider { get; set; }

    /// <summary>How the database is reached. A secret.</summary>
    [Required]
    [DataType(DataType.Password)]
    [Description("The connection string: \"Server=…;Database=…;User ID=…;Password=…\"; for sqlite \"Data Source=shop.db\", relative to this file.")]
    public string? ConnectionString { get; set; }

    /// <summary>Values for the parameters in <c>where</c> and <c>custom</c>, by name without <c>@</c>.</summary>
    [Description("Values of the parameters that where and custom name: { \"shop\": 3 } for @shop. Optional.")]
    public IDictionary<string, object> Params { get; set; } = new Dictionary<string, object>(StringComparer.Ordinal);

    /// <summary>A second table with variants; none by default.</summary>
    [Description("A second table that holds variants with a SKU and a number of their own. Optional.")]
    public SqlVariantsOptions? Variants { get; set; }

    /// <summary>SQL of one's own; none by default.</summary>
    [Description("SQL of your own, instead of a table. Optional.")]
    public SqlCustomOptions? Custom { get; set; }

    /// <summary>Whether a number that the site has changed since it was read is overwritten.</summary>
    [AllowedValues("overwrite", "compare")]
    [Description("overwrite (default): the number is set whatever the row holds. compare: only where the row still holds what was read; otherwise it is read again first.")]
    public string Write { get; set; } = "overwrite";

    /// <summary>Whether numbers may have decimal places; the columns must be able to hold them.</summary>
    [Description("Whether the site sells fractions (1.5 kg). The quantity column must be able to hold them.")]
    public bool Fractions { get; set; }

    /// <summary>Most rows in one transaction, 1 to 500.</summary>
    [Range(1, 500)]
    [Description("Most rows in one transaction: 1 to 500.")]
    public int BatchSize { get; set; } = 200;

    /// <summary>How long one statement may take, 1 second to 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    [Description("How long one statement may take: \"00:00:30\".")]
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a statement waits for rows that the site has locked, 1 second to 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    [Description("How long to wait for rows that the site has locked: \"00:00:05\".")]
    public TimeSpan LockTimeout { get; set; } = TimeSpan.FromSeconds(5);

    internal bool IsCustom => Custom?.Read is { Length: > 0 } || Custom?.Write is { Length: > 0 };

    internal bool Compares => Write == "compare";

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => OptionsCheck.Run(this);
}
