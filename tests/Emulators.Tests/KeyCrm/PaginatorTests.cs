namespace Connector.Emulators.Tests.KeyCrm;

public sealed class PaginatorTests
{
    [Fact]
    public async Task First_page_without_parameters_has_fifteen_items_and_every_field_of_the_flat_paginator()
    {
        await using var account = await Account.OpenAsync(offers: 40);

        var page = await account.ReadAsync("/offers/stocks");

        page.Select(static field => field.Key).ShouldBe(
            ["current_page", "data", "first_page_url", "from", "last_page", "last_page_url", "next_page_url", "path", "per_page", "prev_page_url", "to", "total"]);
        var path = account.Emulator.BaseUrl + "/offers/stocks";
        page.Data().Count.ShouldBe(15);
        page.Int("current_page").ShouldBe(1);
        page.Int("per_page").ShouldBe(15);
        page.Int("total").ShouldBe(40);
        page.Int("last_page").ShouldBe(3);
        page.Int("from").ShouldBe(1);
        page.Int("to").ShouldBe(15);
        page.Text("path").ShouldBe(path);
        page.Text("first_page_url").ShouldBe(path + "?page=1");
        page.Text("last_page_url").ShouldBe(path + "?page=3");
        page.Text("next_page_url").ShouldBe(path + "?page=2");
        page["prev_page_url"].ShouldBeNull();
    }

    [Fact]
    public async Task Last_page_has_the_rest_and_no_next_address()
    {
        await using var account = await Account.OpenAsync(offers: 40);

        var page = await account.PageAsync(3, limit: 15);

        page.Data().Count.ShouldBe(10);
        page.Int("from").ShouldBe(31);
        page.Int("to").ShouldBe(40);
        page["next_page_url"].ShouldBeNull();
        page.Text("prev_page_url").ShouldBe(account.Emulator.BaseUrl + "/offers/stocks?page=2");
    }

    [Theory]
    [InlineData("page=4")]
    [InlineData("page=2147483647")]
    [InlineData("page=286331155")] // times 15 is 14 beyond 2³²
    public async Task Page_beyond_the_last_is_empty_and_keeps_the_total(string query)
    {
        await using var account = await Account.OpenAsync(offers: 40);

        var page = await account.ReadAsync("/offers/stocks?limit=15&" + query);

        page.Data().ShouldBeEmpty();
        page.Int("total").ShouldBe(40);
        page["from"].ShouldBeNull();
        page["to"].ShouldBeNull();
        page["next_page_url"].ShouldBeNull();
    }

    [Fact]
    public async Task Empty_account_has_one_empty_page()
    {
        await using var account = await Account.OpenAsync();

        var page = await account.ReadAsync("/offers/stocks");

        page.Data().ShouldBeEmpty();
        page.Int("total").ShouldBe(0);
        page.Int("last_page").ShouldBe(1);
    }

    [Theory]
    [InlineData("limit=1", 1)]
    [InlineData("limit=50", 50)]
    [InlineData("limit=51", 50)]
    [InlineData("limit=1000", 50)]
    [InlineData("limit=0", 15)]
    [InlineData("limit=-3", 15)]
    [InlineData("limit=many", 15)]
    [InlineData("perPage=50", 15)]
    [InlineData("Limit=50", 15)]
    public async Task Limit_is_lowered_to_fifty_and_nonsense_means_fifteen(string query, int served)
    {
        await using var account = await Account.OpenAsync(offers: 60);

        var page = await account.ReadAsync("/offers/stocks?" + query);

        page.Int("per_page").ShouldBe(served);
        page.Data().Count.ShouldBe(served);
    }

    [Fact]
    public async Task Addresses_keep_the_filters_but_not_the_limit()
    {
        await using var account = await Account.OpenAsync(offers: 60);

        var page = await account.ReadAsync("/offers/stocks?limit=20&filter[details]=true&page=2");

        page.Text("next_page_url").ShouldBe(account.Emulator.BaseUrl + "/offers/stocks?filter%5Bdetails%5D=true&page=3");
    }

    [Fact]
    public async Task Pages_together_are_the_catalogue_in_its_order_which_is_not_that_of_ids()
    {
        await using var account = await Account.OpenAsync(offers: 333);
        var expected = account.Catalogue.Snapshot().Select(static offer => offer.Id).ToList();

        (await account.ReadAllIdsAsync()).ShouldBe(expected);
        expected.ShouldNotBe([.. expected.Order()]);
        expected.ShouldNotBe([.. expected.OrderDescending()]);
    }

    [Fact]
    public async Task Changes_of_stock_do_not_move_offers()
    {
        await using var account = await Account.OpenAsync(offers: 120);
        var before = await account.ReadAllIdsAsync();

        foreach (var id in before.Take(30))
            account.Catalogue.SetStock(id, 777);

        (await account.ReadAllIdsAsync()).ShouldBe(before);
    }
}
