using System.Text.Json;
using System.Text.Json.Serialization;

namespace Connector.Adapters.Http.Template.Presets;

/// <summary>Turns options into JSON and back, to lay them over a preset.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(HttpTemplateOptions))]
[JsonSerializable(typeof(string))]
internal sealed partial class TemplateJson : JsonSerializerContext;
