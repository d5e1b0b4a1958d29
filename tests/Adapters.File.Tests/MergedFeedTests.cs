using Connector.Abstractions;
using Connector.Adapters.File.Options;

namespace Connector.Adapters.File.Tests;

/// <summary>A feed of another program: its stock is changed and nothing else.</summary>
public sealed class MergedFeedTests : FileShop
{
    private const string Yml = """
        <?xml version="1.0" encoding="utf-8"?>
        <!DOCTYPE yml_catalog SYSTEM "shops.dtd">
        <!-- made by the site -->
        <yml_catalog date="2026-11-01 08:00">
          <shop>
            <currencies><currency id="UAH" rate="1"/></currencies>
            <offers>
              <offer id="17" available='true' group_id="3">
                <name>Чайник &amp; кришка</name>
                <price>120.50</price>
                <vendorCode>A-1</vendorCode>
                <quantity_in_stock>9</quantity_in_stock>
                <description><![CDATA[<b>quantity_in_stock</b> > 5]]></description>
              </offer>
              <offer id="18">
                <vendorCode><![CDATA[A-2]]></vendorCode>
                <price>10</price>
              </offer>
              <offer available="true" id="19"><vendorCode>A-3</vendorCode><quantity_in_stock/></offer>
              <offer id="20" available="false"><vendorCode>A-4</vendorCode><quantity_in_stock>3</quantity_in_stock></offer>
              <offer id="21" available="true"><price>5</price><quantity_in_stock>2</quantity_in_stock></offer>
            </offers>
          </shop>
        </yml_catalog>
        """;

    [Fact]
    public async Task Only_stock_changes_and_everything_else_stays_to_the_byte()
    {
        InPlace();
        var outcomes = await SetAsync(("A-1", 4), ("A-2", 0), ("A-3", 7), ("A-4", 0));
        outcomes.ShouldAllBe(outcome => outcome.Status == StockStatus.Applied);
        Text("feed.xml").ShouldBe(Yml
            .Replace("<quantity_in_stock>9<", "<quantity_in_stock>4<", StringComparison.Ordinal)
            .Replace("""<offer id="18">""", """<offer available="false" id="18">""", StringComparison.Ordinal)
            .Replace("<price>10</price>", "<price>10</price>\n        <quantity_in_stock>0</quantity_in_stock>", StringComparison.Ordinal)
            .Replace("<quantity_in_stock/>", "<quantity_in_stock>7</quantity_in_stock>", StringComparison.Ordinal)
            .Replace("<quantity_in_stock>3<", "<quantity_in_stock>0<", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_number_that_the_words_contradict_is_unknown_and_no_sku_is_no_match()
    {
        InPlace();
        var listings = await ReadAsync();
        listings.Values.Select(listing => (listing.Ref.Value, listing.Sku, listing.Quantity)).ShouldBe(
            [("offer/17", "A-1", 9), ("offer/18", "A-2", null), ("offer/19", "A-3", null), ("offer/20", "A-4", null), ("offer/21", "", 2)]);
        listings["offer/17"].Name.ShouldBe("Чайник & кришка");
    }

    [Fact]
    public async Task A_feed_of_another_program_gets_no_rows_of_ours()
    {
        InPlace();
        await using var adapter = Open();
        adapter.Capabilities.Features.HasFlag(StoreFeatures.FindsUnlisted).ShouldBeFalse();
        (await adapter.FindBySkuAsync(["NEW"], Token)).ShouldBeEmpty();
        var outcomes = await adapter.SetStockAsync([new StockChange { Ref = new("offer/NEW"), Sku = "NEW", Quantity = 1 }, new StockChange { Ref = new("offer/17"), Sku = "OTHER", Quantity = 1 }], Token);
        outcomes.Select(outcome => outcome.Status).ShouldBe([StockStatus.Gone, StockStatus.Gone]);
        Text("feed.xml").ShouldBe(Yml);
    }

    [Fact]
    public async Task A_source_made_anew_is_merged_again_with_our_numbers_over_its_own()
    {
        Beside();
        await SetAsync(("A-1", 4), ("A-2", 0));
        Put("site.xml", Yml.Replace("120.50", "99.00", StringComparison.Ordinal).Replace("<quantity_in_stock>2<", "<quantity_in_stock>6<", StringComparison.Ordinal));

        var listings = await ReadAsync();
        listings.Values.Count(listing => listing.Quantity is null && listing.Sku is "A-1" or "A-2").ShouldBe(1, "one number is written again to renew the file");
        listings["offer/18"].Quantity.ShouldBe(0, "readers still see what the connector put there");
        await SetAsync(("A-1", 4));
        var text = Text("feed.xml");
        text.ShouldContain("99.00");
        text.ShouldContain("<quantity_in_stock>4<");
        text.ShouldContain("<quantity_in_stock>6<", customMessage: "a number that was never ours follows the source");
        (await ReadAsync())["offer/18"].Quantity.ShouldBe(0);
        (await ReadAsync()).Values.Count(listing => listing.Quantity is null).ShouldBe(2, "A-3 and A-4 were never set");
        Text("site.xml").ShouldContain("<quantity_in_stock>9<", customMessage: "the source is not ours to write");
    }

    [Theory]
    [InlineData("</offers>\n  </shop>\n</yml_catalog>", "", StoreFailure.Protocol, "not whole XML")]
    [InlineData("id=\"18\"", "id=\"17\"", StoreFailure.Protocol, "two <offer> with the id “17”")]
    [InlineData("offers>", "goods>", StoreFailure.Misconfigured, "no <offers>")]
    public async Task A_feed_that_is_cut_or_wrong_changes_nothing(string part, string instead, StoreFailure kind, string complaint)
    {
        InPlace();
        Put("feed.xml", Yml.Replace(part, instead, StringComparison.Ordinal));
        var failure = await Should.ThrowAsync<StoreException>(ReadAsync);
        (failure.Failure, failure.Message).ShouldBe((kind, failure.Message));
        failure.Message.ShouldContain(complaint);
    }

    [Fact]
    public async Task A_source_that_lost_many_offers_is_taken_for_a_cut_one()
    {
        Beside();
        await SetAsync(("A-1", 4));
        var before = Text("feed.xml");
        var start = Yml.IndexOf("<offer id=\"18\"", StringComparison.Ordinal);
        Put("site.xml", Yml[..start] + Yml[Yml.IndexOf("<offer id=\"21\"", StringComparison.Ordinal)..]);
        var failure = await Should.ThrowAsync<StoreException>(ReadAsync);
        (failure.Failure, failure.Message.Contains("has 2 offers, it had 5", StringComparison.Ordinal)).ShouldBe((StoreFailure.Protocol, true));
        Text("feed.xml").ShouldBe(before);

        System.IO.File.Delete(At("site.xml"));
        (await Should.ThrowAsync<StoreException>(ReadAsync)).Failure.ShouldBe(StoreFailure.Unreachable);
    }

    [Fact]
    public async Task Words_that_contradict_what_we_put_there_are_seen_as_drift()
    {
        Options.Format = FeedFormat.Hotline;
        Options.Path = Options.Source = "hotline.xml";
        Put("hotline.xml", "<price><items>\n<item><id>1</id><code>A-1</code><stock>В наявності</stock></item>\n<item><id>2</id><code>A-2</code></item>\n</items></price>");
        await SetAsync(("A-1", 5), ("A-2", 0));
        Text("hotline.xml").ShouldBe("<price><items>\n<item><id>1</id><code>A-1</code><stock>В наявності</stock></item>\n<item><id>2</id><code>A-2</code><stock>Нет</stock></item>\n</items></price>");
        (await ReadAsync()).Values.Select(listing => listing.Quantity).ShouldBe([5, 0]);
        Put("hotline.xml", "<price><items>\n<item><id>1</id><code>A-1</code><stock>Нет</stock></item>\n<item><id>2</id><code>A-2</code><stock>є</stock></item>\n</items></price>");
        (await ReadAsync()).Values.Select(listing => listing.Quantity).ShouldBe([0, null]);
    }

    [Fact]
    public async Task A_csv_with_other_columns_keeps_them_their_quotes_and_its_line_ends()
    {
        Options.Path = Options.Source = "price.csv";
        Options.Delimiter = ",";
        Options.Sku = "Артикул";
        Options.Quantity = "Залишок";
        Put("price.csv", "Назва,\"Артикул\",Ціна,Залишок\n\"Чайник, \"\"великий\"\"\",A-1,\"120,50\",\"9\"\nЛожка,A-2,5,\nЛожка,A-2,5,1");
        (await SetAsync(("A-1", 4))).Single().Status.ShouldBe(StockStatus.Applied);
        Text("price.csv").ShouldBe("Назва,\"Артикул\",Ціна,Залишок\n\"Чайник, \"\"великий\"\"\",A-1,\"120,50\",4\nЛожка,A-2,5,\nЛожка,A-2,5,1");
        (await ReadAsync()).Values.Select(listing => (listing.Ref.Value, listing.Quantity)).ShouldBe([("sku/A-1", 4), ("sku/A-2", null), ("sku/A-2#2", 1)]);
    }

    private void InPlace()
    {
        Options.Format = FeedFormat.Yml;
        Options.Path = Options.Source = "feed.xml";
        Put("feed.xml", Yml);
    }

    private void Beside()
    {
        InPlace();
        Options.Source = "site.xml";
        System.IO.File.Delete(At("feed.xml"));
        Put("site.xml", Yml);
    }
}
