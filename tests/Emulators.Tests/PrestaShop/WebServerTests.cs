using System.Text;

namespace Connector.Emulators.Tests.PrestaShop;

public sealed class WebServerTests
{
    private static async Task<Shop> OpenAsync()
    {
        var shop = await Shop.OpenAsync();
        shop.Catalogue.Seed(simples: 3);
        return shop;
    }

    [Fact]
    public async Task A_wrong_host_is_sent_to_the_home_page_whatever_the_key_and_the_key_goes_along()
    {
        await using var shop = await OpenAsync();
        shop.Quirks = shop.Quirks with { Domain = "shop.example" };

        var answer = await shop.SendAsync(
            HttpMethod.Get, "/api/stock_availables/8?display=full&ws_key=BAD", alter: static request => request.Headers.Authorization = null);

        answer.Status.ShouldBe(302);
        answer.Headers["Location"].ShouldBe("http://shop.example/?url=stock_availables%2F8&display=full&ws_key=BAD");
        (await shop.SendAsync(HttpMethod.Get, "/api/products", alter: static request => request.Headers.Host = "shop.example")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_host_that_wants_https_moves_writes_too()
    {
        await using var shop = await OpenAsync();
        shop.Quirks = shop.Quirks with { RedirectsToHttps = true };

        var answer = await shop.PatchAsync(Shop.Row(1, 5), "display=full");

        answer.Status.ShouldBe(301);
        answer.Headers["Location"].ShouldBe($"https://{shop.Emulator.Address.Authority}/api/stock_availables?display=full");
    }

    [Fact]
    public async Task Whoever_follows_the_redirect_gets_the_home_page_with_200()
    {
        await using var shop = await OpenAsync();

        var location = (await shop.GetAsync("/api/products?id_shop=77")).Headers["Location"];
        var home = await shop.GetAsync(new Uri(location).PathAndQuery);

        (home.Status, home.Headers["Content-Type"]).ShouldBe((200, "text/html"));
    }

    [Fact]
    public async Task Without_rewriting_the_dispatcher_answers_reads_and_writes()
    {
        await using var shop = await OpenAsync();
        shop.Quirks = shop.Quirks with { WithoutUrlRewriting = true };

        (await shop.GetAsync("/api/products")).Status.ShouldBe(404);
        (await shop.GetAsync("/webservice/dispatcher.php?url=products&display=[id]&sort=[id_ASC]&output_format=JSON")).Ids("products").ShouldBe([1, 2, 3]);
        var written = await shop.SendAsync(
            HttpMethod.Patch, "/webservice/dispatcher.php?url=stock_availables/2&display=full", $"<prestashop>{Shop.Row(2, 9)}</prestashop>");
        written.Status.ShouldBe(200);
        shop.Quantity(2).ShouldBe(9);
    }

    [Theory]
    [InlineData("\n\n")]
    [InlineData("\uFEFF")]
    public async Task What_a_module_prints_comes_before_every_answer(string text)
    {
        await using var shop = await OpenAsync();
        shop.Quirks = shop.Quirks with { TextBefore = text };

        var list = await shop.ListAsync("products", "display=[id]&filter[id]=1");

        list.Bytes.ShouldBe(Encoding.UTF8.GetBytes(text + """{"products":[{"id":1}]}"""));
        (await shop.GetAsync("/api/nothing")).Text.TrimStart('\uFEFF', '\n').ShouldStartWith("<?xml");
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    public async Task Where_methods_are_blocked_ps_method_gets_through(string method)
    {
        await using var shop = await OpenAsync();
        shop.Quirks = shop.Quirks with { BlocksPutAndPatch = true };
        var body = $"<prestashop>{Shop.WholeRow(shop.Catalogue.StockRows[1] with { Quantity = 55 })}</prestashop>";

        var blocked = await shop.SendAsync(new HttpMethod(method), "/api/stock_availables/2", body);
        (blocked.Status, blocked.Headers["Content-Type"]).ShouldBe((405, "text/html"));
        var overridden = await shop.SendAsync(
            HttpMethod.Post, "/api/stock_availables/2", body, request => request.Headers.Add("X-HTTP-Method-Override", method));
        overridden.Status.ShouldBe(405);

        (await shop.SendAsync(HttpMethod.Post, $"/api/stock_availables/2?ps_method={method}", body)).Status.ShouldBe(200);
        shop.Quantity(2).ShouldBe(55);
    }

    [Fact]
    public async Task Maintenance_closes_the_front_alone()
    {
        await using var shop = await OpenAsync();
        shop.Quirks = shop.Quirks with { Maintenance = true };

        (await shop.GetAsync("/")).Status.ShouldBe(503);
        (await shop.PatchAsync(Shop.Row(1, 5))).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData(800, 200)]
    [InlineData(1000, 414)]
    public async Task A_long_address_is_refused_by_the_web_server(int references, int status)
    {
        await using var shop = await OpenAsync();
        var list = string.Join("%7C", Enumerable.Range(1, references).Select(static i => $"S-{i:D5}"));

        var answer = await shop.GetAsync($"/api/products?filter[reference]=[{list}]&display=[id]");

        answer.Status.ShouldBe(status);
        answer.Headers["Content-Type"].ShouldBe(status == 200 ? "text/xml;charset=utf-8" : "text/html");
    }

    [Fact]
    public async Task A_large_body_is_refused_by_the_web_server()
    {
        await using var shop = await OpenAsync();

        (await shop.PatchAsync(Shop.Row(1, 5) + new string(' ', 1024 * 1024))).Status.ShouldBe(413);
        shop.Quirks = shop.Quirks with { LargestBody = 64 * 1024 * 1024 };
        (await shop.PatchAsync(Shop.Row(1, 5) + new string(' ', 1024 * 1024))).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("/en/api/products")]
    [InlineData("/wp-json/wc/v3/products")]
    [InlineData("/apis")]
    public async Task Other_addresses_are_pages_that_do_not_exist(string path)
    {
        await using var shop = await OpenAsync();

        var answer = await shop.GetAsync(path);

        (answer.Status, answer.Headers["Content-Type"]).ShouldBe((404, "text/html"));
    }

    [Fact]
    public async Task Every_answer_of_the_webservice_sets_a_cookie()
    {
        await using var shop = await OpenAsync();

        (await shop.GetAsync("/api/products")).Headers.ShouldContainKey("Set-Cookie");
    }
}
