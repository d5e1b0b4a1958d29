using System.Text;
using Connector.Abstractions;

namespace Connector.Samples.Tests;

public sealed class CsvShopReadingTests
{
    [Fact]
    public void Plugin_IsLoadedWithItsOwnLibraries()
    {
        CsvShopFixture.Plugin.InformationalVersion.ShouldStartWith("1.0.0");
        File.Exists(Path.Combine(CsvShopFixture.Plugin.Folder, "CsvHelper.dll")).ShouldBeTrue();
    }

    [Fact]
    public async Task ReadListings_GivesEveryRowAsItIs()
    {
        using var shop = new CsvShopFixture("sku,name,quantity\nA-1,Чашка,7\n\n  A-2 ,\"Глек, \"\"великий\"\"\",\nA-1,Чашка (копія),1.5\n007,,by order\nA-3\n");

        var listings = await shop.ListAsync();

        listings.Select(listing => (listing.Ref.Value, listing.Sku, listing.Name, listing.Quantity, listing.TracksStock)).ShouldBe(
        [
            ("2", "A-1", "Чашка", 7m, true),
            ("4", "  A-2 ", "Глек, \"великий\"", null, true),
            ("5", "A-1", "Чашка (копія)", 1.5m, true),
            ("6", "007", "", null, false),
            ("7", "A-3", null, null, false),
        ]);
    }

    [Fact]
    public async Task ReadListings_OtherColumnsDelimiterAndEncoding()
    {
        using var shop = new CsvShopFixture();
        await File.WriteAllBytesAsync(
            shop.File,
            CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetBytes("Назва;Залишок;Артикул\r\nЧашка;3,5;ЧШ-1\r\n"),
            TestContext.Current.CancellationToken);

        var listings = await shop.ListAsync(
            ("Delimiter", ";"), ("Encoding", "windows-1251"), ("SkuColumn", "артикул"), ("QuantityColumn", "Залишок"), ("NameColumn", "Назва"));

        var listing = listings.ShouldHaveSingleItem();
        (listing.Sku, listing.Name, listing.Quantity).ShouldBe(("ЧШ-1", "Чашка", 3.5m));
    }

    [Fact]
    public async Task FindBySku_BringsEveryRowOfThatSkuAndNotLess()
    {
        using var shop = new CsvShopFixture("sku,name,quantity\nA-1,,1\nB-1,,2\n a-1 ,,3\n");
        await using var adapter = shop.Open();

        var found = await adapter.FindBySkuAsync(["A-1", "Z"], TestContext.Current.CancellationToken);

        found.Select(listing => listing.Ref.Value).ShouldBe(["2", "4"]);
    }

    [Theory]
    [InlineData("sku;name;quantity\nA;b;1\n", StoreFailure.Misconfigured, "has no column \"sku\"; it has: sku;name;quantity. Correct skuColumn or the heading; if all names stand in one, correct delimiter.")]
    [InlineData("sku,quantity,Quantity\nA,1,2\n", StoreFailure.Misconfigured, "has two columns called \"quantity\". Rename one, or name another column in quantityColumn.")]
    [InlineData("", StoreFailure.Unreachable, "is empty; perhaps it is just being written. The connector tries again.")]
    [InlineData(null, StoreFailure.Unreachable, "stock.csv. Correct path, or wait until the shop has exported it: the connector tries again.")]
    public async Task ReadListings_FileThatIsNoShop_SaysWhy(string? content, StoreFailure failure, string message)
    {
        using var shop = new CsvShopFixture(content);

        var exception = await Should.ThrowAsync<StoreException>(() => shop.ListAsync());

        exception.Failure.ShouldBe(failure);
        exception.Message.ShouldEndWith(message);
        exception.Message.ShouldContain(shop.File);
    }

    [Fact]
    public async Task ReadListings_OtherEncoding_SaysWhy()
    {
        using var shop = new CsvShopFixture();
        await File.WriteAllBytesAsync(shop.File, [.. "sku,quantity\n"u8, 0xCF, 0xD0, .. ",1\n"u8], TestContext.Current.CancellationToken);

        var exception = await Should.ThrowAsync<StoreException>(() => shop.ListAsync());

        exception.Failure.ShouldBe(StoreFailure.Misconfigured);
        exception.Message.ShouldContain("Set encoding to windows-1251, or save the file as UTF-8.");
    }

    [Fact]
    public async Task EveryCall_FileHeldByAnotherProgram_IsUnreachable()
    {
        using var shop = new CsvShopFixture("sku,quantity\nA,1\n");
        using var spreadsheet = new FileStream(shop.File, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        await using var adapter = shop.Open();

        foreach (var call in new Func<Task>[]
        {
            () => shop.ListAsync(),
            () => adapter.FindBySkuAsync(["A"], TestContext.Current.CancellationToken),
            () => shop.SetAsync(CsvShopFixture.Change("2", "A", 5)),
            () => adapter.CheckHealthAsync(TestContext.Current.CancellationToken),
        })
        {
            var exception = await call.ShouldThrowAsync<StoreException>();
            exception.Failure.ShouldBe(StoreFailure.Unreachable);
            exception.Message.ShouldContain("If it is open in a spreadsheet, close it");
        }

        Directory.EnumerateFileSystemEntries(shop.Folder).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task ReadListings_Cancelled_Stops()
    {
        using var shop = new CsvShopFixture("sku,quantity\nA,1\nB,2\n");
        await using var adapter = shop.Open();
        using var stop = new CancellationTokenSource();

        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var listing in adapter.ReadListingsAsync(stop.Token))
            {
                listing.Sku.ShouldBe("A");
                await stop.CancelAsync();
            }
        });
    }

    [Fact]
    public async Task CheckHealth_SaysWhatItFoundAndLeavesNothingBehind()
    {
        using var shop = new CsvShopFixture("\uFEFFsku,quantity\nA,1\n");
        await using var adapter = shop.Open();

        var health = await adapter.CheckHealthAsync(TestContext.Current.CancellationToken);

        health.IsHealthy.ShouldBeTrue();
        health.Summary.ShouldBe($"{shop.File}, 20 bytes, can be read and written.");
        health.Details["encoding"].ShouldBe("utf-8 with byte order mark");
        health.Details["name column"].ShouldBe("none");
        Directory.EnumerateFileSystemEntries(shop.Folder).ShouldHaveSingleItem();
        await adapter.DisposeAsync();
    }
}
