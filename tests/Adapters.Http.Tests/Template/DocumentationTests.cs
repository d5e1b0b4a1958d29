using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Connector.Adapters.Http.Template;
using Connector.Adapters.Http.Template.Options;
using Connector.Adapters.Http.Template.Presets;

namespace Connector.Adapters.Http.Tests.Template;

/// <summary>What the page says is what the adapter does.</summary>
public sealed class DocumentationTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Documentation", "http-template.md"));

    [Fact]
    public void The_example_at_the_top_is_a_template_without_mistakes()
    {
        var example = string.Join('\n', Page.Split('\n').SkipWhile(line => !line.StartsWith("    ", StringComparison.Ordinal)).TakeWhile(line => line.Length > 0));

        var template = JsonNode.Parse($"{{{example}}}")!["own-site"]!["options"]!["template"]!.Deserialize(TemplateJson.Default.HttpTemplateOptions)!;

        template.Validate(new ValidationContext(template)).ShouldBeEmpty();
    }

    [Fact]
    public void The_page_names_every_preset_and_every_option()
    {
        PresetCatalogue.Names.ShouldBe(["graphql", "horoshop-like", "prom-like", "rest"]);
        foreach (var preset in PresetCatalogue.Names)
            Page.ShouldContain($"| `{preset}` |");
        var options = typeof(TemplateRequestOptions).Assembly.GetTypes()
            .Where(type => type == typeof(HttpTemplateOptions) || type.Namespace == typeof(TemplateRequestOptions).Namespace)
            .Where(type => !type.IsEnum)
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Select(property => property.Name == nameof(TemplateSuccessOptions.EqualTo) ? "equals" : JsonNamingPolicy.CamelCase.ConvertName(property.Name));
        foreach (var option in options.Distinct())
            (Page.Contains($"`{option}`") || Page.Contains($"\"{option}\":") || Page.Contains($".{option}`")).ShouldBeTrue($"the page does not name {option}");
    }
}
