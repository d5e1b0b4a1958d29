using System.ComponentModel.DataAnnotations;
using Connector.Abstractions;
using Connector.Adapters.Http.Template;

namespace Connector.Adapters.Http.Tests.Template;

/// <summary>Every mistake in a template is reported at the start, with its place and its cure.</summary>
public sealed class MistakeTests
{
    [Theory]
    [InlineData("""{ "preset": "prom" }""", "preset: there is no preset “prom”", "did you mean “prom-like”?")]
    [InlineData("""{ }""", "write: it is missing", "preset")]
    [InlineData("""{ "preset": "rest", "write": { "path": "products/{{ref}}" } }""", "write.path: “products/{{ref}}” must begin with one /", "the host is always the one of url")]
    [InlineData("""{ "preset": "rest", "write": { "path": "//evil.example/{{ref}}" } }""", "write.path", "must begin with one /")]
    [InlineData("""{ "preset": "rest", "write": { "path": "/../{{ref}}" } }""", "write.path", ". or ..")]
    [InlineData("""{ "preset": "rest", "write": { "path": "/products/{{reff}}" } }""", "write.path: there is no value “reff” here", "did you mean “ref”?")]
    [InlineData("""{ "preset": "rest", "write": { "path": "/products/{{ref" } }""", "write.path", "is not closed")]
    [InlineData("""{ "preset": "rest", "write": { "path": "/products?{{ref}}=1&q={{ref}}" } }""", "write.path", "name of the parameter")]
    [InlineData("""{ "preset": "rest", "write": { "method": "DELETE" } }""", "write.method: “DELETE” is not a method that is used here", "GET, POST, PUT, PATCH")]
    [InlineData("""{ "preset": "rest", "write": { "method": "GET" } }""", "write.method", "write POST, PUT or PATCH")]
    [InlineData("""{ "preset": "rest", "write": { "body": { "q": "{{quantity|round}}" } } }""", "write.body.q", "is no placeholder")]
    [InlineData("""{ "preset": "rest", "write": { "body": { "a": [ { "q": "{{json quantity}}" } ] } } }""", "write.body.a[0].q", "values are escaped by themselves")]
    [InlineData("""{ "preset": "rest", "write": { "body": { "items": "{{#each items}}{{quantity}}{{/each}}" } } }""", "write.body.items", "{\"each\":\"items\",\"value\":{…}}")]
    [InlineData("""{ "preset": "rest", "write": { "body": { "{{sku}}": "{{quantity}}" } } }""", "write.body.{{sku}}: a name cannot hold a placeholder", "\"key\":\"{{sku}}\"")]
    [InlineData("""{ "preset": "rest", "write": { "body": { "x": 1 } } }""", "write.body: the number is not sent", "use {{quantity}}")]
    [InlineData("""{ "preset": "rest", "write": { "body": { "each": "items", "value": "{{quantity}}" } } }""", "write.body.each: there is no list “items” here", "")]
    [InlineData("""{ "preset": "prom-like", "write": { "body": { "each": "item", "value": "{{quantity}}" } } }""", "write.body.each: there is no list “item” here", "did you mean “items”?")]
    [InlineData("""{ "preset": "prom-like", "write": { "body": { "each": "items", "val": "{{quantity}}" } } }""", "write.body.val", "did you mean “value”?")]
    [InlineData("""{ "preset": "prom-like", "write": { "body": { "each": "items", "key": "x", "value": "{{quantity}}" } } }""", "write.body.key: every item would have the same name", "")]
    [InlineData("""{ "preset": "prom-like", "write": { "body": { "sku": "{{sku}}", "q": "{{quantity}}" } } }""", "write.body: a batch needs a list of items", "each")]
    [InlineData("""{ "preset": "prom-like", "write": { "body": { "each": "items", "value": [ "{{sku}}", "{{quantity}}", { "if": "quantity>5", "then": 1, "else": 2 } ] } } }""", "write.body.value[2].if", "quantity>0")]
    [InlineData("""{ "preset": "graphql", "write": { "body": { "query": "mutation { set(sku: \"{{sku}}\", n: {{quantity}}) { ok } }" } } }""", "write.body.query: a GraphQL document cannot hold placeholders", "$variable")]
    [InlineData("""{ "preset": "rest", "read": { "items": "data[*]" } }""", "read.items: “data[*]” must begin with $, ^ or /", "$.data[*]")]
    [InlineData("""{ "preset": "rest", "read": { "items": "$..data" } }""", "read.items: “..” in “$..data” is not known", "")]
    [InlineData("""{ "preset": "rest", "read": { "items": "$.data[?(@.x)]" } }""", "read.items", "filters and scripts are not")]
    [InlineData("""{ "preset": "rest", "read": { "sku": "$.variants[*].sku" } }""", "read.sku: “$.variants[*].sku” leads to many places", "name one")]
    [InlineData("""{ "preset": "rest", "read": { "path": "/products" } }""", "read: paging is by page, and neither path nor body asks for {{page}}", "?page={{page}}")]
    [InlineData("""{ "preset": "rest", "read": { "paging": { "kind": "offset" } } }""", "read: paging is by offset", "{{offset}}")]
    [InlineData("""{ "preset": "rest", "read": { "paging": { "pages": "header:X Pages" } } }""", "read.paging.pages", "header:X-Total-Count")]
    [InlineData("""{ "preset": "rest", "read": { "paging": { "more": "$.more" } } }""", "read.paging.more: it has no meaning", "cursor and link")]
    [InlineData("""{ "preset": "rest", "find": { "maxItems": 5, "path": "/products/{{sku}}" } }""", "find.path: a path has room for one SKU", "")]
    [InlineData("""{ "preset": "rest", "find": { "path": "/products" } }""", "find: no SKU is asked for", "{{sku}}")]
    [InlineData("""{ "preset": "horoshop-like", "write": { "path": "/x?token={{secret}}" } }""", "write.path: there is no value “secret” here", "")]
    [InlineData("""{ "preset": "horoshop-like", "write": { "result": { "ok": [], "status": "$.s" } } }""", "write.result.ok: it is missing", "")]
    [InlineData("""{ "preset": "horoshop-like", "write": { "result": { "ok": ["INVALID"] } } }""", "write.result.rejected: “INVALID” stands in two lists", "")]
    [InlineData("""{ "preset": "horoshop-like", "write": { "body": { "each": "items", "value": ["{{ref}}", "{{quantity}}"] } } }""", "write: {{ref}} is used, and neither read nor find", "add ref to read")]
    [InlineData("""{ "preset": "rest", "successWhen": { "path": "$.ok" } }""", "successWhen.path: it is not said what must stand there", "equals")]
    [InlineData("""{ "preset": "rest", "successWhen": { "status": [302] } }""", "successWhen.status", "")]
    [InlineData("""{ "preset": "rest", "values": { "sku": "x" } }""", "values.sku", "cannot be the name")]
    [InlineData("""{ "preset": "rest", "values": { "list": [1] } }""", "values.list", "neither text nor number")]
    [InlineData("""{ "preset": "rest", "headers": { "Host": "evil.example" } }""", "headers.Host", "leave it out")]
    [InlineData("""{ "preset": "rest", "headers": { "X-A": "b\r\nHost: evil" } }""", "headers.X-A", "one line")]
    [InlineData("""{ "preset": "rest", "auth": { "kind": "basic", "secret": "x" } }""", "auth.user: it is missing", "")]
    [InlineData("""{ "preset": "rest", "auth": { "kind": "header", "secret": "x" } }""", "auth.name", "X-Api-Key")]
    [InlineData("""{ "preset": "rest", "auth": { "kind": "hmac", "secret": "x", "name": "X-S", "covers": ["timestamp"] } }""", "auth.timestampName", "X-Timestamp")]
    public void Validate_names_the_place_the_fault_and_the_cure(string template, string fault, string cure)
    {
        var said = Faults(template);
        said.ShouldContain(message => message.Contains(fault) && message.Contains(cure), string.Join("\n", said));
    }

    [Fact]
    public void Validate_reports_all_mistakes_at_once_at_their_sections()
    {
        var results = TemplateSite.Options(
            """
            { "write": { "mode": "batch", "path": "stock", "body": { "each": "items", "value": "{{sku}}" } },
              "read": { "path": "/products", "items": "$.a[", "quantity": "$.q" } }
            """).Validate(new ValidationContext(new object())).ToArray();

        results.Select(r => r.MemberNames.Single()).Distinct().ShouldBe(["Read", "Write"]);
        results.Select(r => r.ErrorMessage!.Split(':')[0]).ShouldBe(["read.sku", "read.items", "write.path", "write.body"]);
    }

    [Fact]
    public void A_path_that_find_takes_over_from_read_is_reported_where_it_stands() =>
        Faults("""{ "preset": "rest", "auth": { "secret": "x" }, "read": { "sku": "$..x" } }""").ShouldHaveSingleItem().ShouldStartWith("read.sku:");

    [Theory]
    [InlineData("rest")]
    [InlineData("graphql")]
    [InlineData("horoshop-like")]
    [InlineData("prom-like")]
    public void Every_preset_is_without_mistakes_once_it_has_a_secret(string preset) =>
        Faults($$"""{ "preset": "{{preset}}", "auth": { "secret": "x" } }""").ShouldBeEmpty();

    [Fact]
    public void Own_keys_override_a_preset_key_by_key_and_bodies_as_a_whole()
    {
        var own = TemplateSite.Options("""{ "preset": "rest", "auth": { "secret": "x" }, "read": { "sku": "$.article" }, "write": { "body": { "n": "{{quantity}}" } } }""");

        var whole = Adapters.Http.Template.Presets.PresetCatalogue.Complete(own, new Adapters.Http.Template.Compiling.TemplateFaults());

        whole.Read!.Sku.ShouldBe("$.article");
        whole.Read.Quantity.ShouldBe("$.quantity");
        whole.Write!.Body!.Value.GetRawText().ShouldBe("""{"n":"{{quantity}}"}""");
        whole.Write.Method.ShouldBe("PUT");
    }

    [Fact]
    public void Create_refuses_a_template_with_mistakes_and_names_them()
    {
        using var context = new TemplateContext();
        var failure = Should.Throw<StoreException>(() => TemplateAdapter.Create(context, new Uri("https://shop.example"), "x", TemplateSite.Options("""{ "preset": "rest", "read": { "items": "data" } }""")));
        failure.Failure.ShouldBe(StoreFailure.Misconfigured);
        failure.Message.ShouldContain("template.read.items");
    }

    private static string[] Faults(string template) =>
        [.. TemplateSite.Options(template).Validate(new ValidationContext(new object())).Select(result => result.ErrorMessage!)];
}
