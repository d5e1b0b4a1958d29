using Connector.Abstractions;
using Connector.Emulators.Faults;
using Connector.Emulators.OwnApi;
using Connector.Emulators.Shops;

namespace Connector.Adapters.Http.Tests.Template;

/// <summary>A reading is whole or it is nothing: every kind of paging, and every way in which it could come short.</summary>
public sealed class PagingTests
{
    public static TheoryData<string, string> Kinds => new()
    {
        { "?page={{page}}&per_page={{limit}}", """ "kind": "page", "limit": 7, "total": "$.total" """ },
        { "?page={{page}}&per_page={{limit}}", """ "kind": "page", "limit": 7, "pages": "$.pages" """ },
        { "?page={{page}}&per_page={{limit}}", """ "kind": "page", "limit": 7 """ },
        { "?page={{page}}&per_page={{limit}}", """ "kind": "page", "limit": 7, "total": "header:X-Total-Count" """ },
        { "?offset={{offset}}&limit={{limit}}", """ "kind": "offset", "limit": 7, "total": "/total" """ },
        { "?offset={{offset}}&limit={{limit}}", """ "kind": "offset", "limit": 7 """ },
        { "?cursor={{cursor}}&limit={{limit}}", """ "kind": "cursor", "limit": 7, "next": "$.next_cursor" """ },
        { "?limit={{limit}}", """ "kind": "link", "limit": 7, "next": "$.next" """ },
        { "?limit={{limit}}", """ "kind": "link", "limit": 7, "total": "$.total" """ },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_kind_of_paging_brings_all_products(string query, string paging)
    {
        await using var site = await SiteAsync(query, paging, 50);

        var listings = await site.ReadAsync();

        listings.Select(l => l.Sku).ShouldBe(Enumerable.Range(1, 50).Select(i => $"S-{i}"));
        site.Shop.Requests.Total.ShouldBeInRange(8, 9);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_number_of_products_that_fills_its_pages_exactly_is_read_once(string query, string paging)
    {
        await using var site = await SiteAsync(query, paging, 14);
        (await site.ReadAsync()).Count.ShouldBe(14);
    }

    [Fact]
    public async Task A_site_that_gives_smaller_pages_than_asked_for_is_read_whole()
    {
        await using var site = await SiteAsync("?page={{page}}&per_page={{limit}}", """ "kind": "page", "limit": 100 """, 25);
        site.Shop.LargestPage = 10;
        (await site.ReadAsync()).Count.ShouldBe(25);
    }

    [Theory]
    [InlineData("""{"data":[],"total":50}""", "50 products and 7 came")]
    [InlineData("""{"data":null,"total":null}""", "$.total is no count")]
    [InlineData("""{"data":[],"total":49}""", "it changed while it was read")]
    [InlineData("""{"error":"too deep","total":50}""", "$.data[*] leads nowhere")]
    [InlineData("""{"data":{"0":{}},"total":50}""", "where a list is expected")]
    [InlineData("""{"data":[{"id":99,"sku":"S-99"}],"total":50}""", "S-99 has no $.quantity")]
    [InlineData("""{"data":[{"id":99,"sku":"S-99","quantity":"багато"}],"total":50}""", "no number")]
    [InlineData("""{"data":[{"id":1,"sku":"S-1","quantity":1}],"total":50}""", "came twice")]
    [InlineData("""{"data":[{"id":99,"sku":"\ud800","quantity":1}],"total":50}""", "half a character")]
    [InlineData("""{"data":[7],"total":50}""", "no object")]
    public async Task A_page_that_cannot_be_right_fails_the_whole_reading(string second, string says)
    {
        await using var site = await SiteAsync("?page={{page}}&per_page={{limit}}", """ "kind": "page", "limit": 7, "total": "$.total" """, 50);
        site.Shop.Faults.OnRequest(2, HttpFault.OtherJson(second));

        var failure = await site.FailsAsync();

        failure.Failure.ShouldBe(StoreFailure.Protocol);
        failure.Message.ShouldContain(says);
    }

    [Fact]
    public async Task Null_in_place_of_the_list_ends_nothing_without_a_total()
    {
        await using var site = await SiteAsync("?page={{page}}&per_page={{limit}}", """ "kind": "page", "limit": 7 """, 50);
        site.Shop.Faults.OnRequest(2, HttpFault.OtherJson("""{"data":null}"""));
        (await site.FailsAsync()).Message.ShouldContain("paging.total");
    }

    [Fact]
    public async Task A_site_that_does_not_turn_the_page_is_found_out()
    {
        await using var site = await SiteAsync("?strona={{page}}&per_page={{limit}}", """ "kind": "page", "limit": 7 """, 50, reference: "");
        (await site.FailsAsync()).Message.ShouldContain("does not turn the page");
    }

    [Fact]
    public async Task A_missing_cursor_is_not_taken_for_the_end()
    {
        await using var site = await SiteAsync("?cursor={{cursor}}&limit={{limit}}", """ "kind": "cursor", "limit": 7, "next": "$.next_cursor" """, 50);
        site.Shop.Faults.OnRequest(2, HttpFault.EditBody(body => body.Replace("next_cursor", "nxt")));
        (await site.FailsAsync()).Message.ShouldContain("endsWithoutNext");
    }

    [Fact]
    public async Task A_cursor_that_comes_again_ends_the_reading_with_a_failure()
    {
        await using var site = await SiteAsync("?limit={{limit}}&c={{cursor}}", """ "kind": "cursor", "limit": 7, "next": "$.next_cursor" """, 50, reference: "");
        (await site.FailsAsync()).Failure.ShouldBe(StoreFailure.Protocol);
    }

    [Theory]
    [InlineData("http://evil.example/products?offset=7")]
    [InlineData("//evil.example/products?offset=7")]
    [InlineData("http://127.0.0.1:1/products?offset=7")]
    [InlineData("http://user:pw@127.0.0.1/products")]
    [InlineData("file:///etc/passwd")]
    public async Task A_link_to_another_host_is_not_followed(string link)
    {
        await using var site = await SiteAsync("?limit={{limit}}", """ "kind": "link", "limit": 7, "next": "$.next" """, 50);
        site.Shop.Faults.OnRequest(1, HttpFault.OtherJson($$"""{"data":[],"next":"{{link}}"}"""));

        var failure = await site.FailsAsync();

        failure.Failure.ShouldBe(StoreFailure.Misconfigured);
        failure.Message.ShouldContain("another host");
        site.Shop.Requests.Total.ShouldBe(1);
    }

    [Theory]
    [InlineData("/products?limit=7&offset=7")]
    [InlineData("?limit=7&offset=7")]
    [InlineData("products?limit=7&offset=7")]
    public async Task A_relative_link_is_followed(string link)
    {
        await using var site = await SiteAsync("?limit={{limit}}", """ "kind": "link", "limit": 7, "next": "$.next" """, 14);
        site.Shop.Faults.OnRequest(1, HttpFault.EditBody(body => body.Replace($"{site.Shop.Address}products?limit=7\\u0026offset=7", link).Replace($"{site.Shop.Address}products?limit=7&offset=7", link)));
        (await site.ReadAsync()).Count.ShouldBe(14);
    }

    [Fact]
    public async Task A_total_below_what_came_fails_the_reading()
    {
        await using var site = await SiteAsync("?page={{page}}&per_page={{limit}}", """ "kind": "page", "limit": 7, "total": "$.total" """, 7);
        site.Shop.Faults.OnRead(HttpFault.EditBody(body => body.Replace("\"total\":7", "\"total\":3")));
        (await site.FailsAsync()).Message.ShouldContain("counts 3 products and 7 came");
    }

    [Theory]
    [InlineData("sku", "$.article")]
    [InlineData("ref", "$.uuid")]
    public async Task A_path_that_finds_nothing_in_any_product_fails_the_reading(string key, string path)
    {
        await using var site = await TemplateSite.StartAsync(
            OwnApiStyle.Rest, $$"""{ "preset": "rest", "auth": { "secret": "own-api-token" }, "read": { "{{key}}": "{{path}}" } }""");
        site.Shop.Catalogue.Add("A", 1);
        (await site.FailsAsync()).Message.ShouldContain($"the path {key} leads");
    }

    [Fact]
    public async Task Variants_inside_their_product_know_their_parent_and_the_total_counts_products()
    {
        await using var site = await TemplateSite.StartAsync(
            OwnApiStyle.Rest,
            """
            { "auth": { "kind": "none" },
              "read": { "path": "/products", "items": "$.goods[*].sizes[*]", "sku": "$.art", "quantity": "$.n", "ref": "$.id", "parent": "^.id",
                        "paging": { "kind": "none", "total": "$.count" } },
              "write": { "mode": "single", "path": "/products/{{parent}}/sizes/{{ref}}", "body": { "n": "{{quantity}}" } } }
            """);
        site.Shop.Token = null;
        site.Shop.Faults.OnRead(ShopFault.Refused(200, """{"count":3,"goods":[{"id":12,"sizes":[{"id":53,"art":"A-S","n":"4"},{"id":54,"art":"A-M","n":4.50}]},{"id":13,"sizes":null},{"id":14,"sizes":[]}]}"""));

        var listings = await site.ReadAsync();

        listings.Select(l => l.Ref.Value).ShouldBe(["item/12/53", "item/12/54"]);
        listings.ShouldAllBe(l => l.Parent == new ListingRef("item/12"));
        listings.Select(l => l.Quantity).ShouldBe([4, 4.5m]);
        await site.SetAsync(new StockChange { Ref = listings[1].Ref, Sku = "A-M", Quantity = 1 });
        site.Shop.Requests.Log[^1].Path.ShouldBe("/products/12/sizes/54");
    }

    [Fact]
    public async Task An_object_of_numbers_by_sku_is_read_by_its_names()
    {
        await using var site = await TemplateSite.StartAsync(
            OwnApiStyle.Rest,
            """{ "read": { "path": "/products", "items": "$.*", "sku": "@key", "quantity": "$" }, "write": { "mode": "batch", "path": "/stock", "body": { "each": "items", "key": "{{sku}}", "value": "{{quantity}}" } } }""");
        site.Shop.Faults.OnRead(ShopFault.Refused(200, """{"A-1":5,"Ї":"0"}"""));

        var listings = await site.ReadAsync();

        listings.Select(l => (l.Ref.Value, l.Sku, l.Quantity)).ShouldBe([("sku/A-1", "A-1", 5m), ("sku/Ї", "Ї", 0m)]);
        site.Shop.Faults.OnWrite(ShopFault.Refused(204, ""));
        await site.SetAsync([.. listings.Select(l => new StockChange { Ref = l.Ref, Sku = l.Sku, Quantity = 8 })]);
        site.Shop.Requests.Log[^1].Text.ShouldBe("""{"A-1":8,"Ї":8}""");
    }

    private static async Task<TemplateSite> SiteAsync(string query, string paging, int products, string reference = "\"ref\": \"$.id\",")
    {
        var site = await TemplateSite.StartAsync(
            OwnApiStyle.Rest,
            $$$"""
            { "auth": { "kind": "bearer", "secret": "own-api-token" },
              "read": { "path": "/products{{{query}}}", "items": "$.data[*]", "sku": "$.sku", {{{reference}}} "quantity": "$.quantity", "paging": { {{{paging}}} } },
              "write": { "mode": "single", "path": "/articles/{{sku}}", "body": { "quantity": "{{quantity}}" } } }
            """);
        for (var i = 1; i <= products; i++)
            site.Shop.Catalogue.Add($"S-{i}", i);
        return site;
    }
}
