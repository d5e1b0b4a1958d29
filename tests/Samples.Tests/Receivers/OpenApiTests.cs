using System.Text.Json.Nodes;
using Connector.Emulators.Receiver;
using Connector.Host.Receivers;
using Connector.Testing.Receivers;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using NJsonSchema;

namespace Connector.Samples.Tests.Receivers;

/// <summary>docs/stock-receiver.openapi.yaml is valid, and what receivers answer is what it says.</summary>
public sealed class OpenApiTests
{
    private const string Secret = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    [Fact]
    public async Task The_document_is_OpenAPI_3_1_without_mistakes()
    {
        var read = await LoadAsync();

        read.Diagnostic!.Errors.ShouldBeEmpty();
        read.Diagnostic.SpecificationVersion.ShouldBe(OpenApiSpecVersion.OpenApi3_1);
        read.Document!.Paths.Keys.ShouldBe(["/capabilities", "/stock"]);
    }

    [Theory]
    [InlineData("emulator")]
    [InlineData("php")]
    [InlineData("aspnet")]
    public async Task Answers_fit_the_document(string receiver)
    {
        var schemas = await SchemasAsync();
        await using var emulator = await ReceiverEmulator.StartAsync(new ReceiverOptions { Secret = Secret }, TestContext.Current.CancellationToken);
        await using var sample = receiver == "emulator" ? null : await SampleReceiver.StartAsync(receiver, Secret);
        foreach (var (sku, number) in new[] { ("A", 1), ("B", 2), ("D", 3), ("D", 4) })
        {
            emulator.Add(sku, number);
            await (sample?.AddAsync(sku, number) ?? Task.CompletedTask);
        }

        using var http = ReceiverCaller.CreateClient();
        var session = new ReceiverSession(new ReceiverCaller(http, (sample?.Address ?? emulator.Address).ToString(), new ReceiverKeys { Secret = Secret }, TimeProvider.System), TimeProvider.System);
        var token = TestContext.Current.CancellationToken;
        Fits(schemas, "Capabilities", await session.Site.GetAsync("capabilities", token));
        Fits(schemas, "StockPage", await session.Site.GetAsync("stock?limit=3", token));
        Fits(schemas, "StockPage", await session.Site.GetAsync("stock?sku=A&sku=NOPE", token));
        var batch = ReceiverSession.Batch("sb_1", [session.Item("A", 5), session.Item("B", 2), session.Item("NOPE", 1), session.Item("D", 1), session.Item("A", 2.5m), session.Item("A", 3, session.OldSequence)]);
        Fits(schemas, "Batch", batch.ToJsonString());
        var answer = await session.Site.PostAsync("sb_1", batch, token);
        Fits(schemas, "Results", answer);
        answer.Json.List("results")!.Select(result => result.Text("status")).ShouldBe(["updated", "unchanged", "not_found", "duplicate", "invalid", "stale"]);
        var refused = await session.Site.GetAsync("stock", token, new ReceiverTrick { Signature = _ => null });
        refused.Status.ShouldBe(401);
        Fits(schemas, "Problem", refused.Text);
    }

    [Theory]
    [InlineData("Result", """{"sku":"A","status":"done"}""")]
    [InlineData("Result", """{"status":"updated"}""")]
    [InlineData("Results", """{"results":[{"sku":"A"}]}""")]
    [InlineData("StockPage", """{"items":[{"sku":"A"}],"next":null}""")]
    [InlineData("StockPage", """{"items":[]}""")]
    [InlineData("StockPage", """{"items":[{"sku":"A","quantity":"5"}],"next":null}""")]
    [InlineData("Capabilities", """{"contract":"stock-receiver/2"}""")]
    public async Task What_breaks_the_contract_does_not_fit(string schema, string json) =>
        (await SchemasAsync())[schema].Validate(json).ShouldNotBeEmpty();

    private static void Fits(IReadOnlyDictionary<string, JsonSchema> schemas, string name, ReceiverAnswer answer)
    {
        answer.Status.ShouldBe(200, answer.Text);
        Fits(schemas, name, answer.Text);
    }

    private static void Fits(IReadOnlyDictionary<string, JsonSchema> schemas, string name, string json) =>
        schemas[name].Validate(json).ShouldBeEmpty(json);

    private static async Task<ReadResult> LoadAsync()
    {
        var settings = new OpenApiReaderSettings();
        settings.AddYamlReader();
        await using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "stock-receiver.openapi.yaml"));
        using var copy = new MemoryStream();
        await file.CopyToAsync(copy);
        copy.Position = 0;
        return await OpenApiDocument.LoadAsync(copy, "yaml", settings, TestContext.Current.CancellationToken);
    }

    // NJsonSchema knows references into definitions, and not OpenAPI's place for them.
    private static async Task<IReadOnlyDictionary<string, JsonSchema>> SchemasAsync()
    {
        var document = (await LoadAsync()).Document!;
        var json = await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, TestContext.Current.CancellationToken);
        var definitions = JsonNode.Parse(json.Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal))!["components"]!["schemas"]!.AsObject();
        var schemas = new Dictionary<string, JsonSchema>(StringComparer.Ordinal);
        foreach (var (name, _) in definitions)
        {
            var root = definitions[name]!.DeepClone().AsObject();
            root["definitions"] = definitions.DeepClone();
            schemas[name] = await JsonSchema.FromJsonAsync(root.ToJsonString(), TestContext.Current.CancellationToken);
        }

        return schemas;
    }
}
