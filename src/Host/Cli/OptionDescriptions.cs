using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Connector.Host.Cli;

/// <summary>Reads what an adapter's options class says of its options.</summary>
internal static class OptionDescriptions
{
    public static IReadOnlyList<OptionDescription> Of(Type options) =>
    [
        .. options.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is { IsPublic: true })
            .Select(property => new OptionDescription(
                property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name),
                property.GetCustomAttribute<DescriptionAttribute>()?.Description,
                property.IsDefined(typeof(RequiredAttribute)),
                property.GetCustomAttribute<DataTypeAttribute>()?.DataType == DataType.Password,
                property.PropertyType)),
    ];
}
