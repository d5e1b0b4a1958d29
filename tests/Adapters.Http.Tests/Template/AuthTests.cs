using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Connector.Abstractions;
using Connector.Adapters.Http.Template;
using Connector.Emulators.OwnApi;
using Connector.Emulators.Shops;
using Microsoft.Extensions.Time.Testing;

namespace Connector.Adapters.Http.Tests.Template;

public sealed class AuthTests
{
    private const string Secret = "s/e+c r&т";

    [Theory]
    [InlineData(""" "kind": "bearer" """, "Authorization", "Bearer hush")]
    [InlineData(""" "kind": "basic", "user": "Юля" """, "Authorization", "Basic 0K7Qu9GPOmh1c2g=")]
    [InlineData(""" "kind": "header", "name": "X-Api-Key" """, "X-Api-Key", "hush")]
    [InlineData(""" "kind": "header", "name": "Authorization", "prefix": "Token " """, "Authorization", "Token hush")]
    public async Task The_secret_goes_where_the_site_wants_it(string auth, string header, string value)
    {
        var request = await SentAsync($$"""{ {{auth}}, "secret": "hush" }""");
        request.Headers[header].ShouldBe(value);
    }

    [Fact]
    public async Task A_secret_in_the_query_is_encoded_and_shown_in_no_message()
    {
        await using var site = await TemplateSite.StartAsync(OwnApiStyle.Rest, Template($$"""{ "kind": "query", "name": "key", "secret": "{{Secret}}" }"""));
        site.Shop.Faults.Enqueue(ShopFault.Refused(401, $$"""{"message":"bad key {{Secret}} ({{Uri.EscapeDataString(Secret)}})"}"""));

        var failure = await Should.ThrowAsync<StoreException>(() => site.SetAsync(new StockChange { Ref = new ListingRef("sku/A"), Sku = "A", Quantity = 1 }));

        site.Shop.Requests.Log[0].QueryString.ShouldBe($"?lang=uk&key={Uri.EscapeDataString(Secret)}");
        failure.ToString().ShouldContain("bad key *** (***)");
        failure.ToString().ShouldNotContain(Secret);
    }

    [Fact]
    public async Task A_signature_covers_what_the_template_says()
    {
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1_767_225_600));
        var request = await SentAsync(
            """{ "kind": "hmac", "secret": "hush", "name": "X-Signature", "prefix": "sha256=", "timestampName": "X-Time", "separator": "\n", "covers": ["timestamp", "method", "path", "body"] }""", time);

        request.Text.ShouldBe("""[{"s":"Ї","n":1}]""");
        var signed = $"1767225600\nPOST\n/stock?lang=uk\n{request.Text}";
        request.Headers["X-Time"].ShouldBe(1_767_225_600.ToString(CultureInfo.InvariantCulture));
        request.Headers["X-Signature"].ShouldBe("sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData("hush"u8, Encoding.UTF8.GetBytes(signed))));
    }

    [Theory]
    [InlineData("sha1", "base64")]
    [InlineData("sha512", "hex")]
    public async Task Other_hashes_and_encodings_are_known(string algorithm, string encoding)
    {
        var request = await SentAsync($$"""{ "kind": "hmac", "secret": "hush", "name": "X-Signature", "algorithm": "{{algorithm}}", "encoding": "{{encoding}}" }""");
#pragma warning disable CA5350 // Some old sites sign with it.
        var hash = algorithm == "sha1" ? HMACSHA1.HashData("hush"u8, request.Body.Span) : HMACSHA512.HashData("hush"u8, request.Body.Span);
#pragma warning restore CA5350
        request.Headers["X-Signature"].ShouldBe(encoding == "hex" ? Convert.ToHexStringLower(hash) : Convert.ToBase64String(hash));
    }

    [Fact]
    public void A_template_without_a_secret_takes_the_bearer_beside_it_and_nothing_less()
    {
        using var context = new TemplateContext();
        var options = TemplateSite.Options("""{ "preset": "rest" }""");
        var url = new Uri("https://shop.example/api");

        TemplateAdapter.Create(context, url, "hush", options).ShouldNotBeNull();
        Should.Throw<StoreException>(() => TemplateAdapter.Create(context, url, null, options)).Message.ShouldContain("template.auth.secret");
    }

    [Theory]
    [InlineData("ftp://shop.example")]
    [InlineData("https://user:pw@shop.example")]
    [InlineData("https://shop.example/?a=1")]
    public void An_address_that_is_no_plain_site_is_refused(string url)
    {
        using var context = new TemplateContext();
        Should.Throw<StoreException>(() => TemplateAdapter.Create(context, new Uri(url), "hush", TemplateSite.Options("""{ "preset": "rest" }""")))
            .Failure.ShouldBe(StoreFailure.Misconfigured);
    }

    private static string Template(string auth) =>
        $$$"""{ "auth": {{{auth}}}, "headers": { "X-Shop": "3" }, "write": { "mode": "batch", "path": "/stock?lang=uk", "body": { "each": "items", "value": { "s": "{{sku}}", "n": "{{quantity}}" } } } }""";

    private static async Task<ShopRequest> SentAsync(string auth, TimeProvider? time = null)
    {
        await using var site = await TemplateSite.StartAsync(OwnApiStyle.Rest, Template(auth), time);
        site.Shop.Faults.Enqueue(ShopFault.Refused(204, ""));
        await site.SetAsync(new StockChange { Ref = new ListingRef("sku/Ї"), Sku = "Ї", Quantity = 1 });
        var request = site.Shop.Requests.Log.ShouldHaveSingleItem();
        request.Headers["X-Shop"].ShouldBe("3");
        return request;
    }
}
