using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Connector.Core.Planning;
using Connector.Host.Configuration.Binding;
using Connector.Host.Configuration.Sections;

namespace Connector.Host.Configuration.Schema;

/// <summary>Puts into a schema what data annotations say, and describes the types that the configuration reads in its own way.</summary>
internal static class SchemaAnnotations
{
    private const string Duration = @"^(\d+\.)?([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,7})?$";
    private const string Share = @"^\s*(\d+|(100(\.0*)?|\d{1,2}(\.\d+)?)\s*%)\s*$";

    /// <summary>Completes the schema of one value.</summary>
    public static JsonNode Apply(JsonSchemaExporterContext context, JsonNode node)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var schema = Special(type) ?? node as JsonObject ?? [];
        if (context.TypeInfo.Kind == JsonTypeInfoKind.Object)
            Complete(context, schema);
        if (context.PropertyInfo?.AttributeProvider is not { } provider)
            return schema;
        foreach (var attribute in provider.GetCustomAttributes(inherit: true))
            Add(schema, attribute, type);
        return schema;
    }

    private static JsonObject? Special(Type type)
    {
        if (type == typeof(TimeSpan))
            return new JsonObject { ["type"] = "string", ["pattern"] = Duration };
        if (type == typeof(Limit))
        {
            return new JsonObject
            {
                ["anyOf"] = new JsonArray(
                    new JsonObject { ["type"] = "string", ["pattern"] = Share },
                    new JsonObject { ["type"] = "integer", ["minimum"] = 0 }),
            };
        }

        if (type == typeof(PollSchedule))
            return new JsonObject { ["type"] = "string", ["minLength"] = 1 };
        if (type != typeof(WebhookSecrets))
            return null;
        // A variable may stand in the secret, so its shape is checked only once it is put in.
        var secret = new JsonObject { ["type"] = "string", ["minLength"] = 1 };
        return new JsonObject
        {
            ["anyOf"] = new JsonArray(secret, new JsonObject { ["type"] = "array", ["items"] = secret.DeepClone(), ["minItems"] = 1, ["maxItems"] = 2 }),
        };
    }

    // What is required, and what holds where nothing is written: the values of a fresh object.
    private static void Complete(JsonSchemaExporterContext context, JsonObject schema)
    {
        var fresh = context.TypeInfo.CreateObject?.Invoke();
        foreach (var property in context.TypeInfo.Properties)
        {
            var value = fresh is null ? null : property.Get?.Invoke(fresh);
            if (value is not (bool or int or long or decimal or Enum or TimeSpan or string { Length: > 0 }) || ObjectBinding.MustBeWritten(property, fresh))
                continue;
            if (schema["properties"]?[property.Name] is JsonObject described && !described.ContainsKey("default"))
                described["default"] = JsonSerializer.SerializeToNode(value, value.GetType(), OptionsContract.Json);
        }

        var required = context.TypeInfo.Properties
            .Where(property => ObjectBinding.MustBeWritten(property, fresh))
            .Select(property => (JsonNode)property.Name)
            .ToArray();
        if (required.Length > 0)
            schema["required"] = new JsonArray(required);
    }

    private static void Add(JsonObject schema, object attribute, Type type)
    {
        switch (attribute)
        {
            case DescriptionAttribute description:
                schema["description"] = description.Description;
                break;
            case DefaultValueAttribute { Value: { } value }:
                schema["default"] = value is string text ? text : JsonSerializer.SerializeToNode(value, value.GetType(), OptionsContract.Json);
                break;
            case RangeAttribute range when type.IsPrimitive || type == typeof(decimal):
                schema[range.MinimumIsExclusive ? "exclusiveMinimum" : "minimum"] = Number(range.Minimum);
                schema[range.MaximumIsExclusive ? "exclusiveMaximum" : "maximum"] = Number(range.Maximum);
                break;
            case AllowedValuesAttribute allowed:
                schema["enum"] = new JsonArray([.. allowed.Values.Select(value => JsonSerializer.SerializeToNode(value, OptionsContract.Json))]);
                break;
            case RegularExpressionAttribute expression:
                schema["pattern"] = OrVariable(expression.Pattern);
                break;
            case UrlAttribute:
                schema.Remove("format");
                schema["pattern"] = OrVariable("^[Hh][Tt][Tt][Pp][Ss]?://.+$");
                break;
            case WarehouseIdsAttribute:
                schema["minItems"] = 1;
                schema["uniqueItems"] = true;
                schema["items"] = new JsonObject { ["type"] = "integer", ["minimum"] = 1 };
                break;
            case RequiredAttribute { AllowEmptyStrings: false } when type == typeof(string):
                schema["minLength"] = 1;
                break;
            default:
                Lengths(schema, attribute, type);
                break;
        }
    }

    private static void Lengths(JsonObject schema, object attribute, Type type)
    {
        var (least, most) = attribute switch
        {
            StringLengthAttribute length => (length.MinimumLength, length.MaximumLength),
            LengthAttribute length => (length.MinimumLength, length.MaximumLength),
            MinLengthAttribute length => (length.Length, -1),
            MaxLengthAttribute length => (0, length.Length),
            _ => (0, -1),
        };
        // How long a text is once variables are put in is not known to an editor; only emptiness is.
        if (type == typeof(string))
            least = Math.Min(least, 1);
        var what = type == typeof(string) ? "Length" : typeof(System.Collections.IDictionary).IsAssignableFrom(type) ? "Properties" : "Items";
        if (least > 0)
            schema["min" + what] = least;
        if (most > 0 && type != typeof(string))
            schema["max" + what] = most;
    }

    // What a variable will bring cannot be matched yet.
    private static string OrVariable(string pattern) => $@"(?:{pattern})|\$\{{[^}}]+\}}";

    private static JsonValue Number(object value) => JsonValue.Create(Convert.ToDecimal(value, CultureInfo.InvariantCulture));
}
