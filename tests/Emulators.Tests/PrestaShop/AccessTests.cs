using System.Xml.Linq;
using Connector.Emulators.PrestaShop;

namespace Connector.Emulators.Tests.PrestaShop;

public sealed class AccessTests
{
    private const string Products = "/api/products?display=[id]&output_format=JSON";

    [Fact]
    public async Task The_key_is_the_user_name_and_the_password_is_ignored()
    {
        await using var shop = await Shop.OpenAsync();

        (await shop.SendAsync(HttpMethod.Get, Products, alter: request => request.Headers.Authorization = Shop.Basic(shop.Emulator.Key, "anything"))).Status.ShouldBe(200);
        var swapped = await shop.SendAsync(HttpMethod.Get, Products, alter: request => request.Headers.Authorization = Shop.Basic("", shop.Emulator.Key));
        swapped.Status.ShouldBe(401);
        swapped.Codes.ShouldBe([17]);
        var bearer = await shop.SendAsync(HttpMethod.Get, Products, alter: request => request.Headers.Authorization = new("Bearer", shop.Emulator.Key));
        (bearer.Status, bearer.Text).ShouldBe((401, "401 Unauthorized"));
    }

    [Fact]
    public async Task A_host_that_strips_the_header_leaves_the_key_in_the_address()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Quirks = shop.Quirks with { StripsAuthorization = true };

        var stripped = await shop.GetAsync(Products);

        (stripped.Status, stripped.Text).ShouldBe((401, "401 Unauthorized"));
        stripped.Headers.ShouldNotContainKey("PSWS-Version");
        (await shop.GetAsync($"{Products}&ws_key={shop.Emulator.Key}")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_key_that_is_off_looks_like_an_unknown_one()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Quirks = shop.Quirks with { KeyIsOff = true };

        var answer = await shop.GetAsync(Products);

        answer.Status.ShouldBe(401);
        answer.Codes.ShouldBe([20, 21]);
        answer.Headers["PSWS-Version"].ShouldBe("0");
    }

    [Fact]
    public async Task A_key_without_rights_gets_in_nowhere()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Quirks = shop.Quirks with { Rights = PrestaShopRights.None };

        (await shop.GetAsync("/api/products?output_format=JSON")).Codes.ShouldBe([21]);
    }

    [Fact]
    public async Task A_webservice_that_is_off_says_so_even_to_a_bad_key()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Quirks = shop.Quirks with { WebserviceOff = true };

        var answer = await shop.SendAsync(HttpMethod.Get, Products, alter: static request => request.Headers.Authorization = Shop.Basic("BAD"));

        answer.Status.ShouldBe(503);
        answer.Codes.ShouldBe([22]);
    }

    [Theory]
    [InlineData(PrestaShopMethods.Patch, "PATCH", false)]
    [InlineData(PrestaShopMethods.Put, "PATCH", true)]
    [InlineData(PrestaShopMethods.Put, "PUT", false)]
    [InlineData(PrestaShopMethods.Get, "GET", false)]
    public async Task Rights_are_kept_by_method(PrestaShopMethods missing, string method, bool works)
    {
        await using var shop = await Shop.OpenAsync();
        shop.Catalogue.AddProduct("A", 1);
        shop.Quirks = shop.Quirks with { Rights = PrestaShopRights.All.Without(missing) };
        var body = method == "GET" ? null : $"<prestashop>{Shop.WholeRow(shop.Catalogue.StockRows[0] with { Quantity = 5 })}</prestashop>";

        var answer = await shop.SendAsync(new HttpMethod(method), "/api/stock_availables/1?display=full&output_format=JSON", body);

        answer.Status.ShouldBe(works ? 200 : 405);
        if (!works)
            answer.Codes.ShouldBe([25]);
        shop.Quantity(1).ShouldBe(works ? 5 : 1);
    }

    [Fact]
    public async Task The_root_tells_the_rights_in_xml()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Quirks = shop.Quirks with
        {
            Rights = PrestaShopRights.None.With("products", PrestaShopMethods.Get).With("stock_availables", PrestaShopMethods.Get | PrestaShopMethods.Patch),
        };

        var api = XDocument.Parse((await shop.GetAsync("/api/")).Text).Root!.Element("api")!;

        api.Attribute("shopName")!.Value.ShouldBe("RigShop");
        api.Elements().Select(static one => one.Name.LocalName).ShouldBe(["products", "stock_availables"]);
        var stock = api.Element("stock_availables")!;
        (stock.Attribute("get")!.Value, stock.Attribute("patch")!.Value, stock.Attribute("put")!.Value).ShouldBe(("true", "true", "false"));
    }

    [Fact]
    public async Task A_key_of_another_shop_is_refused_for_this_one()
    {
        await using var shop = await Shop.OpenAsync();
        var other = shop.Catalogue.AddShop(1, "Second", "/shop2/");
        shop.Quirks = shop.Quirks with { ShopsOfKey = new HashSet<int> { 1 } };

        var answer = await shop.GetAsync($"{Products}&id_shop={other}");

        answer.Status.ShouldBe(403);
        answer.Codes.ShouldBe([132]);
        (await shop.GetAsync($"{Products}&id_shop=1")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task An_id_that_does_not_exist_is_a_404_without_anything()
    {
        await using var shop = await Shop.OpenAsync();

        var answer = await shop.GetAsync("/api/products/77?display=full&output_format=JSON");

        (answer.Status, answer.Text).ShouldBe((404, ""));
        answer.Headers.ShouldNotContainKey("Content-Type");
    }
}
