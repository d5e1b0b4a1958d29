using System.ComponentModel.DataAnnotations;

namespace Connector.Host.Configuration.Sections;

/// <summary>A list of warehouse ids: not empty, each 1 or more, none twice.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WarehouseIdsAttribute : ValidationAttribute
{
    /// <inheritdoc />
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) => value switch
    {
        List<long> { Count: 0 } => new ValidationResult("the list of warehouses is empty, so nothing would ever be for sale"),
        List<long> ids when ids.Exists(id => id < 1) => new ValidationResult("a warehouse id is 1 or more"),
        List<long> ids when ids.Distinct().Count() < ids.Count => new ValidationResult("a warehouse stands here twice"),
        _ => ValidationResult.Success,
    };
}
