using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Connector.Host.Configuration.Binding;

/// <summary>
/// How classes look as JSON. The binder and the schema both go by this one contract, so that what the schema allows is what the
/// binder takes: camel case or <c>[JsonPropertyName]</c>, enums by name, only properties that can be set.
/// </summary>
internal static class OptionsContract
{
    /// <summary>The contract. Plug-in types that are bound stay loaded with it.</summary>
    public static JsonSerializerOptions Json { get; } = Make();

    /// <summary>The names of an enum's values as the configuration writes them.</summary>
    public static IReadOnlyDictionary<string, object> EnumNames(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).ToDictionary(
            field => field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(field.Name),
            field => field.GetValue(null)!,
            StringComparer.Ordinal);

    /// <summary>An attribute of a property, also where it is declared in a base class.</summary>
    public static T? Attribute<T>(this JsonPropertyInfo property)
        where T : Attribute =>
        property.AttributeProvider?.GetCustomAttributes(typeof(T), inherit: true).OfType<T>().FirstOrDefault();

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectNullableAnnotations = true,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false), new LimitConverter(), new PollScheduleConverter(), new WebhookSecretsConverter() },
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { KeepSettable } },
        };
        options.MakeReadOnly();
        return options;
    }

    private static void KeepSettable(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
            return;
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            if (type.Properties[i].Set is null || type.Properties[i].IsExtensionData)
                type.Properties.RemoveAt(i);
        }
    }
}
