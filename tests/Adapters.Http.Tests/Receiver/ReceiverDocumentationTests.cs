using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Connector.Adapters.Http.Tests.Receiver;

/// <summary>What the page says is what the adapter does.</summary>
public sealed class ReceiverDocumentationTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Documentation", "http.md"));

    [Fact]
    public void The_page_names_every_option()
    {
        var options = typeof(HttpOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)).ToList();
        options.Count.ShouldBe(8);
        foreach (var option in options)
            Page.ShouldContain($"`{option}`");
    }

    [Theory]
    [InlineData("updated")]
    [InlineData("unchanged")]
    [InlineData("not_found")]
    [InlineData("duplicate")]
    [InlineData("stale")]
    [InlineData("conflict")]
    [InlineData("not_tracked")]
    [InlineData("invalid")]
    [InlineData("error")]
    public void The_page_tells_what_becomes_of_every_status(string status) => Page.ShouldContain($"`{status}`");

    [Fact]
    public void The_example_is_JSON()
    {
        var lines = Page.Split('\n').SkipWhile(line => !line.StartsWith("    ", StringComparison.Ordinal)).TakeWhile(line => line.Length > 0);
        ((string?)JsonNode.Parse($"{{{string.Join('\n', lines)}}}")!["own-site"]!["adapter"]).ShouldBe("http");
    }
}
