using Connector.Emulators.Faults;
using Connector.Emulators.KeyCrm;

namespace Connector.Emulators.Tests.KeyCrm;

public sealed class PageFaultTests
{
    [Fact]
    public async Task Empty_page_keeps_the_right_total()
    {
        await using var account = await Account.OpenAsync(offers: 120);
        account.Emulator.Faults.OnPage(2, KeyCrmFault.EmptyPage());

        (await account.PageAsync(1)).Data().Count.ShouldBe(50);
        var page = await account.PageAsync(2);
        page.Data().ShouldBeEmpty();
        page.Int("total").ShouldBe(120);
        page.Int("last_page").ShouldBe(3);
        (await account.PageAsync(2)).Data().Count.ShouldBe(50);
    }

    [Fact]
    public async Task Total_zero_claims_an_empty_account()
    {
        await using var account = await Account.OpenAsync(offers: 120);
        account.Emulator.Faults.OnPage(1, KeyCrmFault.TotalZero());

        var page = await account.PageAsync(1);

        page.Data().ShouldBeEmpty();
        page.Int("total").ShouldBe(0);
        page.Int("last_page").ShouldBe(1);
        page["next_page_url"].ShouldBeNull();
    }

    [Fact]
    public async Task Ignored_limit_and_page_are_served_and_echoed()
    {
        await using var account = await Account.OpenAsync(offers: 120);
        account.Emulator.Faults.Enqueue(KeyCrmFault.LimitIgnored(), KeyCrmFault.PageIgnored());

        var otherLimit = await account.PageAsync(2);
        var otherPage = await account.PageAsync(2);

        (otherLimit.Int("per_page"), otherLimit.Data().Count, otherLimit.Int("current_page")).ShouldBe((15, 15, 2));
        (otherPage.Int("current_page"), otherPage.Ids()[0]).ShouldBe((1, account.Catalogue.Snapshot()[0].Id));
    }

    [Fact]
    public async Task Wrong_echoes_come_with_the_items_that_were_asked_for()
    {
        await using var account = await Account.OpenAsync(offers: 120);
        var right = (await account.PageAsync(2)).Ids();
        account.Emulator.Faults.Enqueue(KeyCrmFault.PerPageEcho(15), KeyCrmFault.CurrentPageEcho(9));

        var perPage = await account.PageAsync(2);
        var currentPage = await account.PageAsync(2);

        perPage.Int("per_page").ShouldBe(15);
        perPage.Ids().ShouldBe(right);
        currentPage.Int("current_page").ShouldBe(9);
        currentPage.Ids().ShouldBe(right);
    }

    [Fact]
    public async Task Changed_total_differs_on_one_page_only()
    {
        await using var account = await Account.OpenAsync(offers: 120);
        account.Emulator.Faults.OnPage(2, KeyCrmFault.TotalChanged(-7));

        (await account.PageAsync(1)).Int("total").ShouldBe(120);
        (await account.PageAsync(2)).Int("total").ShouldBe(113);
        (await account.PageAsync(3)).Int("total").ShouldBe(120);
    }

    [Fact]
    public async Task Repeated_item_keeps_the_count_and_hides_an_offer()
    {
        await using var account = await Account.OpenAsync(offers: 120);
        account.Emulator.Faults.OnPage(2, KeyCrmFault.RepeatedItem());

        var ids = await account.ReadAllIdsAsync();

        ids.Count.ShouldBe(120);
        ids.Distinct().Count().ShouldBe(119);
    }

    [Fact]
    public async Task Missing_item_leaves_the_total_as_it_is()
    {
        await using var account = await Account.OpenAsync(offers: 120);
        account.Emulator.Faults.OnPage(2, KeyCrmFault.MissingItem());

        var page = await account.PageAsync(2);

        page.Data().Count.ShouldBe(49);
        page.Int("total").ShouldBe(120);
    }

    [Fact]
    public async Task Offer_removed_while_paging_makes_a_reader_skip_one_that_still_exists()
    {
        await using var account = await Account.OpenAsync(offers: 120);
        account.Emulator.Faults.OnPage(2, KeyCrmFault.OfferRemoved());

        var ids = await account.ReadAllIdsAsync();

        var left = account.Catalogue.Snapshot().Select(static offer => offer.Id).ToList();
        left.Count.ShouldBe(119);
        left.Except(ids).ShouldHaveSingleItem();
        (await account.PageAsync(1)).Int("total").ShouldBe(119);
    }

    [Fact]
    public async Task Offer_inserted_while_paging_makes_a_reader_meet_one_twice()
    {
        await using var account = await Account.OpenAsync(offers: 120);
        account.Emulator.Faults.OnPage(2, KeyCrmFault.OfferInserted());

        var ids = await account.ReadAllIdsAsync();

        account.Catalogue.Count.ShouldBe(121);
        ids.Count.ShouldBe(121);
        ids.Distinct().Count().ShouldBe(120);
    }

    [Fact]
    public async Task Offer_replaced_while_paging_shows_in_no_number_of_the_paginator()
    {
        await using var account = await Account.OpenAsync(offers: 120);
        account.Emulator.Faults.OnPage(2, KeyCrmFault.OfferReplaced());

        var ids = await account.ReadAllIdsAsync();

        ids.Count.ShouldBe(120);
        ids.Distinct().Count().ShouldBe(120);
        account.Catalogue.Count.ShouldBe(120);
        account.Catalogue.Snapshot().Select(static offer => offer.Id).Except(ids).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Ignored_filter_answers_a_targeted_read_with_everything()
    {
        await using var account = await Account.OpenAsync(offers: 120);
        var id = account.Catalogue.Snapshot()[60].Id;
        account.Emulator.Faults.Enqueue(KeyCrmFault.FilterIgnored());

        var wrong = await account.ReadAsync($"/offers/stocks?filter[offers_id]={id}&limit=50");
        var right = await account.ReadAsync($"/offers/stocks?filter[offers_id]={id}&limit=50");

        wrong.Int("total").ShouldBe(120);
        right.Ids().ShouldBe([id]);
    }

    [Fact]
    public async Task Fault_strikes_the_request_with_its_number()
    {
        await using var account = await Account.OpenAsync(offers: 3);
        account.Emulator.Faults.OnRequest(2, KeyCrmFault.EmptyPage());

        (await account.PageAsync(1)).Data().Count.ShouldBe(3);
        (await account.PageAsync(1)).Data().ShouldBeEmpty();
        (await account.PageAsync(1)).Data().Count.ShouldBe(3);
    }

    [Fact]
    public async Task Rule_sees_the_query_and_faults_add_up()
    {
        await using var account = await Account.OpenAsync(offers: 3);
        account.Emulator.Faults.When(static request => request.Query.ContainsKey("filter[details]"), KeyCrmFault.TotalChanged(1));
        account.Emulator.Faults.When(static request => request.Query.ContainsKey("filter[details]"), HttpFault.Status(503));

        using var response = await account.GetAsync("/offers/stocks?filter[details]=true");

        ((int)response.StatusCode).ShouldBe(503);
        account.Emulator.Requests.Log[0].Faults.ShouldBe(["total off by 1", "status 503"]);
        (await account.PageAsync(1)).Int("total").ShouldBe(3);
    }

    [Fact]
    public async Task Request_that_the_limit_refuses_takes_no_fault()
    {
        await using var account = await Account.OpenAsync(3, new KeyCrmEmulatorOptions { RequestsPerMinute = 1, TimeProvider = new TimerWatch() });
        (await account.PageAsync(1)).Int("total").ShouldBe(3);
        account.Emulator.Faults.Enqueue(HttpFault.Status(500));

        using var refused = await account.GetAsync("/offers/stocks");

        ((int)refused.StatusCode).ShouldBe(429);
        account.Emulator.Requests.Log[1].Faults.ShouldBeEmpty();
    }
}
