using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Connector.Host.Configuration.Binding;
using Connector.Host.Configuration.Sections;

namespace Connector.Host.Configuration.Schema;

/// <summary>Writes the JSON schema (draft 2020-12) of adapters.json, with the options of every adapter found.</summary>
internal static class SchemaWriter
{
    private const string Definitions = "$defs";
    private const string Root = "#";

    /// <summary>The schema. A store's own file is described by <c>#/$defs/store</c>.</summary>
    /// <param name="adapters">The adapters' names and options classes.</param>
    public static string Write(IEnumerable<(string Name, Type OptionsType)> adapters)
    {
        var found = adapters.OrderBy(adapter => adapter.Name, StringComparer.Ordinal).ToArray();
        var definitions = new JsonObject();
        var root = Section(typeof(RootSection), Root);
        var properties = root["properties"]!.AsObject();

        definitions["store"] = Store(found);
        definitions["account"] = properties["accounts"]!["additionalProperties"]!.DeepClone();
        properties["accounts"]!["additionalProperties"] = Reference("account");
        properties["accounts"]!["propertyNames"] = Name();
        properties["stores"]!["additionalProperties"] = Reference("store");
        properties["stores"]!["propertyNames"] = Name();
        foreach (var rule in properties["defaults"]!["properties"]!.AsObject().ToArray())
        {
            var description = rule.Value!["description"]!.GetValue<string>();
            definitions[rule.Key] = rule.Value.DeepClone();
            properties["defaults"]!["properties"]![rule.Key] = Reference(rule.Key, description);
            definitions["store"]!["properties"]![rule.Key] = Reference(rule.Key, description);
        }

        foreach (var (name, type) in found)
            definitions[OptionsName(name)] = Options(type, $"#/{Definitions}/{OptionsName(name)}");

        var document = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "adapters.json",
            ["description"] = "keyCRM accounts and the stores they feed. ${NAME} and ${file:/run/secrets/name} may stand inside any text, not in place of a number, true or false.",
        };
        foreach (var (key, value) in root.ToArray())
            document[key] = value?.DeepClone();
        document[Definitions] = definitions;
        return document.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    private static JsonObject Store((string Name, Type OptionsType)[] adapters)
    {
        var store = Section(typeof(StoreSection), $"#/{Definitions}/store");
        var properties = store["properties"]!.AsObject();
        properties["options"] = new JsonObject { ["type"] = "object", ["description"] = "The adapter's own options." };
        if (adapters.Length == 0)
            return store;

        properties["adapter"]!["enum"] = new JsonArray([.. adapters.Select(adapter => (JsonNode)adapter.Name)]);
        store["allOf"] = new JsonArray([.. adapters.Select(adapter => (JsonNode)When(adapter.Name))]);
        return store;
    }

    // The adapter's name decides what the options may be.
    private static JsonObject When(string adapter) => new()
    {
        ["if"] = new JsonObject
        {
            ["properties"] = new JsonObject { ["adapter"] = new JsonObject { ["const"] = adapter } },
            ["required"] = new JsonArray("adapter"),
        },
        ["then"] = new JsonObject
        {
            ["properties"] = new JsonObject { ["options"] = Reference(OptionsName(adapter)) },
        },
    };

    private static JsonObject Options(Type type, string place)
    {
        try
        {
            return Section(type, place);
        }
#pragma warning disable CA1031 // The class is the plug-in's code; one that cannot be described must not cost the others their schema.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return new JsonObject { ["type"] = "object", ["description"] = $"The adapter's options cannot be described ({exception.GetType().Name}); tell its author." };
        }
    }

    private static JsonObject Section(Type type, string place)
    {
        var schema = (JsonObject)OptionsContract.Json.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, node) => SchemaAnnotations.Apply(context, node),
        });
        Move(schema, place);
        return schema;
    }

    // A class that contains itself is described by a reference to the place where it stood alone.
    private static void Move(JsonNode? node, string place)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
                Move(item, place);
        }

        if (node is not JsonObject schema)
            return;
        if (schema["$ref"] is JsonValue reference && reference.GetValue<string>() is ['#', .. var rest])
            schema["$ref"] = place + rest;
        foreach (var (_, child) in schema.ToArray())
            Move(child, place);
    }

    private static string OptionsName(string adapter) => "options-" + adapter;

    private static JsonObject Name() => new() { ["pattern"] = StoreName.Shape };

    private static JsonObject Reference(string definition, string? description = null)
    {
        var reference = new JsonObject { ["$ref"] = $"#/{Definitions}/{definition}" };
        if (description is not null)
            reference["description"] = description;
        return reference;
    }
}
