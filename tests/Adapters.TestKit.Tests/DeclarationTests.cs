using Connector.Adapters.TestKit.Tests.Mutants;

namespace Connector.Adapters.TestKit.Tests;

/// <summary>What an author declares as not applicable.</summary>
public class DeclarationTests
{
    private const string Reason = "The shop in memory does without, for this test.";
    private const string Test = nameof(StoreAdapterConformance.What_does_not_apply_is_declared_with_a_reason);

    [Theory]
    [InlineData(StoreBreakage.Html, nameof(StoreAdapterConformance.A_web_page_in_place_of_data_is_Protocol))]
    [InlineData(StoreBreakage.AnswerLost, nameof(StoreAdapterConformance.A_lost_answer_is_no_lie))]
    public async Task A_declared_breakage_is_not_asked_for(StoreBreakage breakage, string test)
    {
        var suite = new MemoryConformance { Declared = [Exemption.From(breakage, Reason)] };
        (await SuiteRun.RunAsync(suite, test)).ShouldBeNull();
        suite.Shop.Rows().ShouldBeEmpty();
        TestContext.Current.Warnings.ShouldNotBeNull().ShouldContain(warning => warning.Contains(Reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ShopTrait.DuplicateSkus, nameof(StoreAdapterConformance.Two_listings_with_one_SKU_are_both_found))]
    [InlineData(ShopTrait.UntrackedListings, nameof(StoreAdapterConformance.An_untracked_listing_is_NotTracked_and_left_alone))]
    [InlineData(ShopTrait.DeletedListings, nameof(StoreAdapterConformance.A_deleted_listing_is_Gone))]
    [InlineData(ShopTrait.ReusedReferences, nameof(StoreAdapterConformance.A_reference_with_another_SKU_is_Gone))]
    public async Task A_declared_trait_is_not_asked_for(ShopTrait trait, string test)
    {
        var suite = new MemoryConformance { Declared = [Exemption.From(trait, Reason)] };
        (await SuiteRun.RunAsync(suite, test)).ShouldBeNull();
        suite.Shop.Rows().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_declared_SKU_is_not_seeded_and_all_others_are()
    {
        var suite = new MemoryConformance { Declared = [Exemption.FromSku(AwkwardSkus.SeventyCharacters, Reason)] };
        (await SuiteRun.RunAsync(suite, nameof(StoreAdapterConformance.Awkward_SKUs_are_set))).ShouldBeNull();
        suite.Shop.Rows().Select(row => row.Sku).ShouldBe(AwkwardSkus.All.Where(sku => sku != AwkwardSkus.SeventyCharacters));
    }

    [Fact]
    public async Task A_reason_is_a_sentence()
    {
        Exception? exception = await SuiteRun.RunAsync(new MemoryConformance { Declared = [Exemption.From(StoreBreakage.Html, "n/a")] }, Test);
        exception.ShouldNotBeNull().Message.ShouldContain("the reason for Html is \"n/a\"");
    }

    [Fact]
    public async Task A_SKU_that_the_kit_does_not_use_needs_no_declaration()
    {
        Exception? exception = await SuiteRun.RunAsync(new MemoryConformance { Declared = [Exemption.FromSku("KIT-1", Reason)] }, Test);
        exception.ShouldNotBeNull().Message.ShouldContain("none of AwkwardSkus");
    }

    [Fact]
    public async Task No_shop_is_unbreakable()
    {
        var suite = new MemoryConformance { Declared = [.. Enum.GetValues<StoreBreakage>().Select(breakage => Exemption.From(breakage, Reason))] };
        (await SuiteRun.RunAsync(suite, Test)).ShouldNotBeNull().Message.ShouldContain("no breakage at all is left");
    }

    [Fact]
    public async Task Whoever_speaks_HTTP_suffers_everything()
    {
        var suite = new MemoryConformance { Declared = [Exemption.From(StoreBreakage.Throttled, Reason)], Make = (shop, context) => new HttpUser(shop, context) };
        (await SuiteRun.RunAsync(suite, Test)).ShouldNotBeNull().Message.ShouldContain("whoever speaks HTTP can meet Throttled");
    }
}
