using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Connector.Adapters.Http.Template.Compiling;

namespace Connector.Adapters.Http.Template.Presets;

/// <summary>The descriptions that come with the adapter, and how a merchant's own keys are laid over one.</summary>
internal static class PresetCatalogue
{
    private const string Folder = "Connector.Adapters.Http.Template.Presets.";
    private const string Extension = ".json";

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    // Keys whose value is one thing: half a body of the preset and half of one's own would make neither.
    private static readonly string[] Whole = ["body", "equals"];

    /// <summary>The names, in order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(PresetCatalogue).Assembly.GetManifestResourceNames()
            .Where(static name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(Extension, StringComparison.Ordinal))
            .Select(static name => name[Folder.Length..^Extension.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The options with everything filled in that only the preset says.</summary>
    public static HttpTemplateOptions Complete(HttpTemplateOptions own, TemplateFaults faults)
    {
        if (own.Preset is not { } name)
            return own;
        if (!Names.Contains(name))
        {
            faults.Add("preset", $"there is no preset “{name}”", Nearest.Cure(name, Names));
            return own;
        }

        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Folder + name + Extension)!;
        var preset = JsonNode.Parse(stream, documentOptions: Lenient)!.AsObject();
        Lay(JsonSerializer.SerializeToNode(own, TemplateJson.Default.HttpTemplateOptions)!.AsObject(), preset);
        return preset.Deserialize(TemplateJson.Default.HttpTemplateOptions)!;
    }

    private static void Lay(JsonObject own, JsonObject over)
    {
        foreach (var (name, value) in own)
        {
            if (value is JsonObject inner && over[name] is JsonObject below && !Whole.Contains(name))
                Lay(inner, below);
            else
                over[name] = value?.DeepClone();
        }
    }
}
