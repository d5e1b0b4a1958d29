using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Connector.Adapters.Sql.Options;

/// <summary>A column that is set in the same statement as the stock number, in the rows whose number changes.</summary>
public sealed class SqlCompanionOptions
{
    /// <summary>The column.</summary>
    [Required]
    [Description("The column to set.")]
    public string? Column { get; set; }

    /// <summary>Where its value comes from.</summary>
    [Required]
    [AllowedValues("quantity>0", "now")]
    [Description("\"quantity>0\": \"true\" or \"false\" by the new number. \"now\": the database's time (Unix seconds in an integer column).")]
    public string? From { get; set; }

    /// <summary>The value for a number above zero; only with <c>quantity&gt;0</c>.</summary>
    [Description("The value (text, number, true or false) while the number is above zero. Only with from = \"quantity>0\".")]
    public object? True { get; set; }

    /// <summary>The value for zero and below; only with <c>quantity&gt;0</c>.</summary>
    [Description("The value (text, number, true or false) while the number is zero. Only with from = \"quantity>0\".")]
    public object? False { get; set; }

    /// <summary>Sets the column only where it holds one of these values now; everywhere by default.</summary>
    [Description("Set the column only where it holds one of these values now, so that a state set by hand stays. Optional.")]
    public IList<object> OnlyIf { get; set; } = [];
}
