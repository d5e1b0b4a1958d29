using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Connector.Host.Configuration.Binding;

/// <summary>Reads what an adapter's options class says of its options.</summary>
internal static class OptionDescriptions
{
    public static IReadOnlyList<OptionDescription> Of(Type options)
    {
        var fresh = Fresh(options);
        return
        [
            .. options.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.SetMethod is { IsPublic: true })
                .Select(property => Describe(property, fresh is null || !property.CanRead ? null : property.GetValue(fresh))),
        ];
    }

    private static OptionDescription Describe(PropertyInfo property, object? value) => new(
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name),
        property.GetCustomAttribute<DescriptionAttribute>()?.Description,
        property.IsDefined(typeof(RequiredAttribute)) && value is null or "",
        property.GetCustomAttribute<DataTypeAttribute>()?.DataType == DataType.Password,
        property.PropertyType,
        Choices(property),
        Written(value));

    private static IReadOnlyList<string> Choices(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (type.IsEnum)
            return [.. OptionsContract.EnumNames(type).Keys];
        return [.. property.GetCustomAttribute<AllowedValuesAttribute>()?.Values.OfType<string>() ?? []];
    }

    private static string? Written(object? value) => value switch
    {
        null or "" => null,
        bool truth => truth ? "yes" : "no",
        Enum one => OptionsContract.EnumNames(one.GetType()).FirstOrDefault(name => name.Value.Equals(one)).Key,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        string text => text,
        _ => null,
    };

    private static object? Fresh(Type options)
    {
        try
        {
            return Activator.CreateInstance(options);
        }
        catch (Exception exception) when (exception is TargetInvocationException or MissingMethodException)
        {
            // The class is the plug-in's code; without an object of it there are no defaults to show.
            return null;
        }
    }
}
