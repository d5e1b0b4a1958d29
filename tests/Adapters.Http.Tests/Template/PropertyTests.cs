using System.Text;
using System.Text.Json;
using Connector.Adapters.Http.Template;
using Connector.Adapters.Http.Template.Bodies;
using Connector.Adapters.Http.Template.Compiling;
using Connector.Adapters.Http.Template.Placeholders;
using Connector.Adapters.Http.Template.Urls;
using CsCheck;

namespace Connector.Adapters.Http.Tests.Template;

/// <summary>Whatever a SKU holds, it arrives as it is and changes nothing around it.</summary>
public sealed class PropertyTests
{
    private static readonly string[] Nasty =
        ["\"", "\\", "\",\"quantity\":0,\"x\":\"", "}}", "{{", "{{quantity}}", "\u0000", "\n", "\u2028", "/", "../", "%2F", "%", "?", "#", "&", "=", "+", " ", ";", "Ї", "😀", "</script>", "$", "'", "]", "}", ".", "\uFEFF", "e\u0301"];

    private static readonly Gen<string> Sku = Gen.OneOf(
        Gen.String.Where(SkuText.IsWhole),
        Gen.Int[0, Nasty.Length - 1].Select(i => Nasty[i]).Array[1, 6].Select(string.Concat));

    private static readonly PlaceholderNames Names = new()
    {
        Here = ["sku", "quantity", "ref"],
        Lists = new Dictionary<string, IReadOnlyCollection<string>> { ["items"] = ["sku", "quantity", "ref"] },
    };

    [Fact]
    public void Any_sku_goes_through_a_body_and_leaves_its_shape_alone()
    {
        var body = Body("""{"items":{"each":"items","value":{"article":"{{sku}}","text":"a{{sku}}b","qty":"{{quantity}}","end":true}},"after":[1]}""");
        Gen.Select(Sku, Gen.Int[-1000, 1000]).Array[0, 5].Sample(items =>
        {
            using var json = JsonDocument.Parse(body.Render(new TemplateScope { Items = [.. items.Select(item => Scope(item.Item1, item.Item2))] }));

            json.RootElement.EnumerateObject().Select(m => m.Name).ShouldBe(["items", "after"]);
            json.RootElement.GetProperty("after").GetRawText().ShouldBe("[1]");
            var sent = json.RootElement.GetProperty("items").EnumerateArray().ToArray();
            sent.Length.ShouldBe(items.Length);
            foreach (var (element, (sku, quantity)) in sent.Zip(items))
            {
                element.EnumerateObject().Select(m => m.Name).ShouldBe(["article", "text", "qty", "end"]);
                element.GetProperty("article").GetString().ShouldBe(sku);
                element.GetProperty("text").GetString().ShouldBe($"a{sku}b");
                element.GetProperty("qty").GetInt32().ShouldBe(quantity);
            }
        });
    }

    [Fact]
    public void Any_sku_goes_through_the_name_of_a_member()
    {
        var body = Body("""{"each":"items","key":"{{sku}}","value":"{{quantity}}"}""");
        Sku.Sample(sku =>
        {
            using var json = JsonDocument.Parse(body.Render(new TemplateScope { Items = [Scope(sku, 5)] }));
            var member = json.RootElement.EnumerateObject().ShouldHaveSingleItem();
            member.Name.ShouldBe(sku);
            member.Value.GetRawText().ShouldBe("5");
        });
    }

    [Fact]
    public void Any_sku_goes_through_a_path_and_a_query_and_never_leaves_the_host()
    {
        var faults = new TemplateFaults();
        var url = UrlTemplate.Parse("/goods/{{sku}}/stock?lang=uk&sku={{sku}}&n={{quantity}}", "path", Names, faults);
        faults.All.ShouldBeEmpty();
        var address = new SiteAddress(new Uri("https://shop.example:8443/api/"));
        Sku.Where(sku => sku is not ("" or "." or "..")).Sample(sku =>
        {
            var to = address.Below(url.Render(Scope(sku, 5)));

            to.Host.ShouldBe("shop.example");
            to.Port.ShouldBe(8443);
            var parts = to.PathAndQuery.Split('?');
            parts.Length.ShouldBe(2);
            var steps = parts[0].Split('/');
            steps.Length.ShouldBe(5);
            (steps[1], steps[2], steps[4]).ShouldBe(("api", "goods", "stock"));
            Uri.UnescapeDataString(steps[3]).ShouldBe(sku);
            var query = parts[1].Split('&');
            query.Length.ShouldBe(3);
            (query[0], query[2]).ShouldBe(("lang=uk", "n=5"));
            query[1].ShouldStartWith("sku=");
            Uri.UnescapeDataString(query[1][4..]).ShouldBe(sku);
            to.PathAndQuery.All(c => c is > ' ' and < '\u007f').ShouldBeTrue();
        });
    }

    [Fact]
    public void Any_decimal_goes_through_a_body_exactly()
    {
        var body = Body("""["{{quantity}}"]""");
        Gen.Decimal.Sample(quantity =>
        {
            using var json = JsonDocument.Parse(body.Render(new TemplateScope().Set("quantity", TemplateValue.Of(quantity))));
            json.RootElement[0].ValueKind.ShouldBe(JsonValueKind.Number);
            decimal.Parse(json.RootElement[0].GetRawText(), System.Globalization.CultureInfo.InvariantCulture).ShouldBe(quantity);
        });
    }

    [Fact]
    public void Any_id_and_parent_go_through_a_reference()
    {
        var id = Sku.Where(text => text.Length > 0);
        Gen.Select(id, id, Gen.Bool).Sample((own, parent, isVariant) =>
        {
            var reference = TemplateRef.Parse(TemplateRef.Of(own, isVariant ? parent : null)).ShouldNotBeNull();
            reference.Id.ShouldBe(own);
            reference.Parent.ShouldBe(isVariant ? parent : null);
            TemplateRef.Parse(TemplateRef.OfSku(own))!.Sku.ShouldBe(own);
            TemplateRef.Parse(TemplateRef.OfSku(own, 3))!.Sku.ShouldBe(own);
        });
    }

    [Fact]
    public void Half_a_character_is_told_from_a_whole_one()
    {
        SkuText.IsWhole("a😀\u0000").ShouldBeTrue();
        SkuText.IsWhole("a\ud83d").ShouldBeFalse();
        SkuText.IsWhole("\ude00b").ShouldBeFalse();
    }

    [Fact]
    public void The_example_of_a_batch_body_gives_the_same_bytes_every_time()
    {
        var body = Body("""{"items":{"each":"items","value":{"article":"{{sku}}","qty":"{{quantity}}"}}}""");
        Encoding.UTF8.GetString(body.Render(new TemplateScope { Items = [Scope("Ї \"1\"", 5), Scope("B", 0)] }))
            .ShouldBe("""{"items":[{"article":"Ї \"1\"","qty":5},{"article":"B","qty":0}]}""");
    }

    private static TemplateScope Scope(string sku, int quantity) => new TemplateScope().Set("sku", TemplateValue.Of(sku)).Set("quantity", TemplateValue.Of((decimal)quantity));

    private static BodyTemplate Body(string json)
    {
        var faults = new TemplateFaults();
        using var parsed = JsonDocument.Parse(json);
        var body = new BodyTemplate(new BodyCompiler(faults).Compile(parsed.RootElement.Clone(), "body", Names));
        faults.All.ShouldBeEmpty();
        return body;
    }
}
