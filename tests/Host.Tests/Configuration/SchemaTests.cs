using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Connector.Host.Configuration.Schema;
using NJsonSchema;

namespace Connector.Host.Tests.Configuration;

public sealed class SchemaTests
{
    private static readonly string Text = SchemaWriter.Write([("sql", typeof(object)), ("acme", typeof(AcmeOptions)), ("opencart", typeof(AcmePart))]);

    private readonly JsonNode schema = JsonNode.Parse(Text)!;

    [Fact]
    public async Task Schema_ValidFiles_AreAccepted()
    {
        (await Errors(RootExample.Text())).ShouldBeEmpty();
        (await Errors(Samples.Full)).ShouldBeEmpty();
        (await Errors(Samples.OneStore())).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("store", "\"enabledd\": true")]
    [InlineData("store", "\"enabled\": \"true\"")]
    [InlineData("store", "\"enabled\": null")]
    [InlineData("store", "\"options\": 5")]
    [InlineData("store", "\"stock\": { \"warehouses\": [] }")]
    [InlineData("store", "\"stock\": { \"warehouses\": [0] }")]
    [InlineData("store", "\"stock\": { \"warehouses\": [1, 1] }")]
    [InlineData("store", "\"stock\": { \"reserve\": \"substract\" }")]
    [InlineData("store", "\"stock\": { \"buffer\": -1 }")]
    [InlineData("store", "\"stock\": { \"overrides\": { \"A\": { \"bufer\": 1 } } }")]
    [InlineData("store", "\"guard\": { \"maxZeroed\": \"130%\" }")]
    [InlineData("store", "\"guard\": { \"maxLowered\": -3 }")]
    [InlineData("store", "\"guard\": { \"minItems\": 1.5 }")]
    [InlineData("store", "\"drift\": { \"every\": \"15\" }")]
    [InlineData("store", "\"drift\": { \"every\": \"00:90:00\" }")]
    [InlineData("store", "\"match\": { \"duplicates\": \"some\" }")]
    [InlineData("account", "\"baseUrl\": \"openapi.keycrm.app\"")]
    [InlineData("account", "\"requestsPerMinute\": 0")]
    [InlineData("account", "\"webhook\": {}")]
    [InlineData("account", "\"webhook\": { \"secret\": [\"one-secret\", \"two-secret\", \"three-secret\"] }")]
    [InlineData("root", "\"include\": \"x\"")]
    [InlineData("root", "\"defaults\": { \"stok\": {} }")]
    [InlineData("root", "\"state\": \"\"")]
    public async Task Schema_WhatTheLoaderRefuses_IsRefused(string place, string text)
    {
        var json = place switch
        {
            "store" => Samples.OneStore(store: text),
            "account" => Samples.OneStore(account: text),
            _ => Samples.OneStore(root: text),
        };
        using var folder = new ConfigurationFolder();
        folder.WriteMain(json).Problems().ShouldNotBeEmpty();

        (await Errors(json)).ShouldNotBeEmpty();
    }

    [Fact]
    public void Schema_EveryKey_IsDescribed()
    {
        var bare = new List<string>();
        Walk(schema, "#", (path, node) =>
        {
            if (Regex.IsMatch(path, @"^(?!.*options-).*/properties/[^/]+$") && !path.Contains("/if/") && !path.Contains("/then/") && node is JsonObject described && described["description"] is null)
                bare.Add(path);
        });

        bare.ShouldBeEmpty();
    }

    [Fact]
    public void Documentation_NamesEveryKey()
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Configuration", "configuration.md"));
        var keys = new HashSet<string>();
        Walk(JsonNode.Parse(SchemaWriter.Write([])), "#", (path, _) =>
        {
            if (Regex.Match(path, "/properties/([^/]+)$") is { Success: true } match)
                keys.Add(match.Groups[1].Value);
        });

        keys.Count.ShouldBeGreaterThan(35);
        keys.Where(key => !Regex.IsMatch(page, $@"`([\w.]+\.)?{Regex.Escape(key)}`")).ShouldBeEmpty();
    }

    [Fact]
    public void Schema_EveryReference_LeadsSomewhere() => Walk(schema, "#", (path, node) =>
    {
        if (node is not JsonObject parent || parent["$ref"] is not JsonValue reference)
            return;
        var target = reference.GetValue<string>()[2..].Split('/').Aggregate<string, JsonNode?>(schema, (at, step) => at?[step]);
        target.ShouldNotBeNull($"{path} → {reference}");
    });

    [Fact]
    public async Task Schema_OptionsOfAnAdapter_AreItsClass()
    {
        var choice = schema["$defs"]!["store"]!["allOf"]!.AsArray().Single(one => one!["if"]!["properties"]!["adapter"]!["const"]!.GetValue<string>() == "acme")!;
        choice["then"]!["properties"]!["options"]!["$ref"]!.GetValue<string>().ShouldBe("#/$defs/options-acme");
        schema["$defs"]!["store"]!["properties"]!["adapter"]!["enum"]!.AsArray().Select(name => name!.GetValue<string>()).ShouldBe(["acme", "opencart", "sql"]);

        var options = schema["$defs"]!["options-acme"]!;
        options["required"]!.AsArray().Select(name => name!.GetValue<string>()).ShouldBe(["url", "token"]);
        var properties = options["properties"]!;
        properties["url"]!["description"]!.GetValue<string>().ShouldBe("The shop's address.");
        properties["kind"]!["enum"]!.AsArray().Select(name => name!.GetValue<string>()).ShouldBe(["plainShop", "mega_shop"]);
        properties["column"]!["enum"]!.AsArray().Select(name => name!.GetValue<string>()).ShouldBe(["auto", "sku"]);
        properties["pageSize"]!["maximum"]!.GetValue<decimal>().ShouldBe(100);
        properties["pageSize"]!["default"]!.GetValue<int>().ShouldBe(50);
        properties["seen"].ShouldBeNull();

        const string Good = """ "url": "${URL}", "token": "t" """;
        (await OptionErrors("{" + Good + "}")).ShouldBeEmpty();
        (await OptionErrors("{" + Good + ", \"roll-up\": { \"name\": \"a\", \"inner\": { \"name\": \"b\" } }, \"proxy\": null, \"kind\": \"mega_shop\" }")).ShouldBeEmpty();
        (await OptionErrors("{ \"url\": \"https://shop.example\" }")).ShouldNotBeEmpty();
        (await OptionErrors("{" + Good + ", \"unknown\": 1 }")).ShouldNotBeEmpty();
        (await OptionErrors("{" + Good + ", \"pageSize\": 101 }")).ShouldNotBeEmpty();
        (await OptionErrors("{" + Good + ", \"url\": \"shop\" }")).ShouldNotBeEmpty();
        (await OptionErrors("{" + Good + ", \"roll-up\": { \"name\": \"a\", \"inner\": { \"nam\": \"b\" } } }")).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Schema_StoreOfItsOwnFile_IsDescribed()
    {
        var store = await Part("store");

        store.Validate("""{ "$schema": "x", "adapter": "acme", "options": {}, "drift": { "policy": "report" } }""").ShouldBeEmpty();
        store.Validate("""{ "adapter": "acne" }""").ShouldNotBeEmpty();
        store.Validate("""{ "stock": {} }""").ShouldNotBeEmpty();
    }

    [Fact]
    public void Schema_WithoutAdapters_StillDescribesTheRest() =>
        JsonNode.Parse(SchemaWriter.Write([]))!["$defs"]!["store"]!["properties"]!["adapter"]!["type"]!.GetValue<string>().ShouldBe("string");

    private static async Task<IEnumerable<string>> Errors(string json) =>
        (await Read(Text)).Validate(Plain(json)).Select(error => error.ToString());

    private async Task<IEnumerable<string>> OptionErrors(string json) => (await Part("options-acme")).Validate(json).Select(error => error.ToString());

    // One definition as a document of its own, with the others beside it.
    private async Task<JsonSchema> Part(string definition)
    {
        var part = schema["$defs"]![definition]!.DeepClone();
        part["$defs"] = schema["$defs"]!.DeepClone();
        return await Read(part.ToJsonString());
    }

    // The validator knows definitions by their older name.
    private static Task<JsonSchema> Read(string text) =>
        JsonSchema.FromJsonAsync(text.Replace("$defs", "definitions", StringComparison.Ordinal), TestContext.Current.CancellationToken);

    // The validator takes plain JSON only.
    private static string Plain(string json) =>
        JsonNode.Parse(json, documentOptions: new() { AllowTrailingCommas = true, CommentHandling = System.Text.Json.JsonCommentHandling.Skip })!.ToJsonString();

    private static void Walk(JsonNode? node, string path, Action<string, JsonNode> visit)
    {
        if (node is null)
            return;
        visit(path, node);
        if (node is JsonObject parent)
        {
            foreach (var (key, child) in parent)
                Walk(child, $"{path}/{key}", visit);
        }

        if (node is JsonArray array)
        {
            foreach (var item in array)
                Walk(item, path + "/-", visit);
        }
    }
}
