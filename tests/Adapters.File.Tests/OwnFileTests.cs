using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Connector.Abstractions;
using Connector.Adapters.File.Options;
using CsCheck;

namespace Connector.Adapters.File.Tests;

/// <summary>A file of the connector's own: every SKU of keyCRM, zeros included, replaced as a whole.</summary>
public sealed class OwnFileTests : FileShop
{
    [Fact]
    public async Task A_new_file_takes_any_sku_and_says_its_zeros()
    {
        (await SetAsync(("A-1", 5), ("Ї-1", 0), ("a;b", 2), ("=1+1", 3), ("say \"hi\"", 4))).ShouldAllBe(outcome => outcome.Status == StockStatus.Applied);
        Text().ShouldBe("sku;quantity\r\nA-1;5\r\nЇ-1;0\r\n\"a;b\";2\r\n\"=1+1\";3\r\n\"say \"\"hi\"\"\";4\r\n");
        (await ReadAsync()).Values.Select(listing => (listing.Sku, listing.Quantity)).ShouldBe([("A-1", 5), ("Ї-1", 0), ("a;b", 2), ("=1+1", 3), ("say \"hi\"", 4)]);
    }

    [Fact]
    public async Task What_is_not_set_stays_and_the_same_number_again_writes_nothing()
    {
        await SetAsync(("A-1", 5), ("A-2", 7));
        await SetAsync(("A-2", 0));
        Text().ShouldBe("sku;quantity\r\nA-1;5\r\nA-2;0\r\n");
        var written = System.IO.File.GetLastWriteTimeUtc(At("stock.csv"));
        (await SetAsync(("A-2", 0), ("A-1", 5))).ShouldAllBe(outcome => outcome.Status == StockStatus.Unchanged);
        System.IO.File.GetLastWriteTimeUtc(At("stock.csv")).ShouldBe(written);
    }

    [Fact]
    public async Task References_of_a_look_up_and_of_a_later_reading_are_the_same()
    {
        foreach (var format in Enum.GetValues<FeedFormat>())
        {
            Options.Format = format;
            Options.Path = $"feed.{format}";
            await using var adapter = Open();
            var found = (await adapter.FindBySkuAsync(["A-1", "Б 2"], Token)).ToDictionary(listing => listing.Sku, listing => listing.Ref);
            await SetAsync(("A-1", 1), ("Б 2", 2));
            (await ReadAsync()).Values.ToDictionary(listing => listing.Sku, listing => listing.Ref).ShouldBe(found);
        }
    }

    [Fact]
    public async Task A_yml_file_says_available_and_quantity_alike_and_carries_its_date()
    {
        Options.Format = FeedFormat.Yml;
        Options.Path = "stock.yml";
        await SetAsync(("A-1", 5), ("<&\">", 0));
        var feed = XDocument.Parse(Text("stock.yml"));
        feed.Root!.Attribute("date")!.Value.ShouldBe("2026-11-24 10:00");
        feed.Descendants("offer").Select(offer => (offer.Attribute("id")!.Value, offer.Attribute("available")!.Value, offer.Element("vendorCode")!.Value, offer.Element("quantity_in_stock")!.Value))
            .ShouldBe([("A-1", "true", "A-1", "5"), ("<&\">", "false", "<&\">", "0")]);
        Time.Advance(TimeSpan.FromHours(1));
        await SetAsync(("A-1", 0));
        feed = XDocument.Parse(Text("stock.yml"));
        feed.Root!.Attribute("date")!.Value.ShouldBe("2026-11-24 11:00");
        feed.Descendants("offer").Select(offer => offer.Attribute("available")!.Value).ShouldBe(["false", "false"]);
    }

    [Fact]
    public async Task A_hotline_file_always_says_its_words_and_its_numbers_are_remembered()
    {
        Options.Format = FeedFormat.Hotline;
        Options.Path = "hotline.xml";
        await SetAsync(("A-1", 5), ("A-2", 0));
        XDocument.Parse(Text("hotline.xml")).Descendants("item").Select(item => item.Element("stock")!.Value).ShouldBe(["В наявності", "Нет"]);
        (await ReadAsync()).Values.Select(listing => listing.Quantity).ShouldBe([5, 0]);
        (await SetAsync(("A-1", 5))).Single().Status.ShouldBe(StockStatus.Unchanged);
    }

    [Fact]
    public async Task Windows_1251_is_written_when_asked_and_a_sku_it_cannot_hold_is_refused_alone()
    {
        Options.Encoding = "windows-1251";
        var outcomes = await SetAsync(("Ґ-1", 5), ("日本", 1));
        outcomes.Select(outcome => outcome.Status).ShouldBe([StockStatus.Applied, StockStatus.Rejected]);
        outcomes[1].Error!.Code.ShouldBe("file.not_in_encoding");
        System.IO.File.ReadAllBytes(At("stock.csv")).ShouldBe(Encoding.GetEncoding(1251).GetBytes("sku;quantity\r\nҐ-1;5\r\n"));
        (await ReadAsync()).Values.Single().Sku.ShouldBe("Ґ-1");
    }

    [Fact]
    public async Task A_byte_order_mark_is_put_on_a_new_file_when_asked_and_kept_on_an_old_one()
    {
        Options.Bom = true;
        await SetAsync(("A-1", 5));
        Options.Bom = false;
        await SetAsync(("A-1", 6));
        System.IO.File.ReadAllBytes(At("stock.csv")).Take(3).ShouldBe([0xEF, 0xBB, 0xBF]);
        (await ReadAsync()).Values.Single().Quantity.ShouldBe(6);
    }

    [Theory]
    [InlineData(0, "1.5", StockStatus.Rejected)]
    [InlineData(1, "1.5", StockStatus.Applied)]
    [InlineData(1, "1.55", StockStatus.Rejected)]
    [InlineData(0, "-1", StockStatus.Rejected)]
    public async Task Numbers_that_the_reader_does_not_take_are_refused(int decimals, string number, StockStatus status)
    {
        Options.Decimals = decimals;
        Options.DecimalSeparator = ",";
        (await SetAsync(("A-1", decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture)))).Single().Status.ShouldBe(status);
        if (status == StockStatus.Applied)
            Text().ShouldContain("A-1;1,5");
    }

    [Fact]
    public async Task Delta_files_hold_the_changes_of_each_writing_and_the_oldest_go()
    {
        Options.Mode = FeedMode.Delta;
        Options.Keep = 2;
        await SetAsync(("A-1", 5), ("A-2", 7));
        await SetAsync(("A-2", 0));
        await SetAsync(("A-1", 4));
        System.IO.File.Exists(At("stock.delta-00000001.csv")).ShouldBeFalse();
        Text("stock.delta-00000002.csv").ShouldBe("sku;quantity\r\nA-2;0\r\n");
        Text("stock.delta-00000003.csv").ShouldBe("sku;quantity\r\nA-1;4\r\n");
        Text().ShouldBe("sku;quantity\r\nA-1;4\r\nA-2;0\r\n");
    }

    [Fact]
    public async Task Earlier_versions_are_kept_and_the_manifest_tells_what_lies_there()
    {
        Options.Keep = 2;
        for (var i = 1; i <= 4; i++)
            await SetAsync(("A-1", i));
        (Text(), Text("stock.csv.1"), Text("stock.csv.2")).ShouldBe(("sku;quantity\r\nA-1;4\r\n", "sku;quantity\r\nA-1;3\r\n", "sku;quantity\r\nA-1;2\r\n"));
        System.IO.File.Exists(At("stock.csv.3")).ShouldBeFalse();
        using var manifest = JsonDocument.Parse(Text("stock.csv.manifest.json"));
        manifest.RootElement.GetProperty("rows").GetInt32().ShouldBe(1);
        manifest.RootElement.GetProperty("sequence").GetInt32().ShouldBe(4);
        manifest.RootElement.GetProperty("sha256").GetString().ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.IO.File.ReadAllBytes(At("stock.csv")))));
        Directory.GetFiles(At(""), "*.tmp").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("sku;quantity\r\nA-1;5\r\nA-2", "Line 3")]
    [InlineData("sku;quantity\r\n\"A-1;5\r\n", "never closed")]
    [InlineData("sku;quantity\r\n\"A\"-1;5\r\n", "after a closing quote")]
    [InlineData("", "empty")]
    public async Task A_damaged_file_is_never_a_shorter_one(string text, string complaint)
    {
        Put("stock.csv", text);
        var failure = await Should.ThrowAsync<StoreException>(ReadAsync);
        failure.Failure.ShouldBe(StoreFailure.Protocol);
        failure.Message.ShouldContain(complaint);
        await using var adapter = Open();
        await Should.ThrowAsync<StoreException>(() => adapter.SetStockAsync([new StockChange { Ref = new("sku/A-1"), Sku = "A-1", Quantity = 1 }], Token));
        Text().ShouldBe(text);
    }

    [Fact]
    public async Task A_wrong_column_or_encoding_is_named_with_its_cure()
    {
        Put("stock.csv", "article,qty\r\nA-1,5\r\n");
        (await Should.ThrowAsync<StoreException>(ReadAsync)).Message.ShouldContain("no column “sku”");
        System.IO.File.WriteAllBytes(At("stock.csv"), Encoding.GetEncoding(1251).GetBytes("sku;quantity\r\nЇ-1;5\r\n"));
        var failure = await Should.ThrowAsync<StoreException>(ReadAsync);
        (failure.Failure, failure.Message.Contains("encoding", StringComparison.Ordinal)).ShouldBe((StoreFailure.Misconfigured, true));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_told_before_anything_is_written()
    {
        Options.Path = "nowhere/stock.csv";
        await using var adapter = Open();
        var health = await adapter.CheckHealthAsync(Token);
        (health.IsHealthy, health.Summary.Contains("nowhere", StringComparison.Ordinal)).ShouldBe((false, true));
    }

    [Fact]
    public void Any_skus_and_numbers_come_back_from_every_format_as_they_went_in()
    {
        var sku = Gen.Char["ABЇґ;,\"'<>&=+-@#/ 0123"].Array[1, 12].Select(chars => new string(chars).Trim()).Where(text => text.Length > 0);
        Gen.Select(Gen.Enum<FeedFormat>(), Gen.Select(sku, Gen.Int[0, 2000]).Array[1, 20], Gen.Int[0, int.MaxValue]).Sample(sample =>
        {
            var (format, rows, seed) = sample;
            var numbers = rows.GroupBy(row => row.Item1).ToDictionary(group => group.Key, group => (decimal)group.Last().Item2);
            using var shop = new OwnFileTests();
            shop.Options.Format = format;
            shop.Options.Path = $"feed{seed}";
            shop.SetAsync([.. numbers.Select(pair => (pair.Key, pair.Value))]).GetAwaiter().GetResult().ShouldAllBe(outcome => outcome.Status == StockStatus.Applied);
            shop.ReadAsync().GetAwaiter().GetResult().Values.ToDictionary(listing => listing.Sku.Trim(), listing => listing.Quantity!.Value).ShouldBe(numbers, ignoreOrder: true);
        }, iter: 100, threads: 1);
    }
}
