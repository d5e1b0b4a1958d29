using Connector.Abstractions;

namespace Connector.Samples.Tests;

public sealed class CsvShopWritingTests
{
    [Fact]
    public async Task SetStock_ChangesTheCellAndNotOneByteBeside()
    {
        using var shop = new CsvShopFixture(
            "\uFEFF SKU ,\"name\",price,Quantity ,note\r\nЧШ-1,\"Чашка, 12\"\" \r\nбіла\",1.50,7, x\r\n\r\n\"Г\",Глек 5\",,\"3\",\"\"\nA;1, b ,'',0 ,last");

        var outcomes = await shop.SetAsync(
            CsvShopFixture.Change("5", "A;1", 12), CsvShopFixture.Change("2", "ЧШ-1", 0), CsvShopFixture.Change("4", "Г", 100000000));

        outcomes.Select(outcome => (outcome.Ref.Value, outcome.Status, outcome.Current)).ShouldBe(
            [("5", StockStatus.Applied, 12m), ("2", StockStatus.Applied, 0m), ("4", StockStatus.Applied, 100000000m)]);
        shop.Read().ShouldBe(
            "\uFEFF SKU ,\"name\",price,Quantity ,note\r\nЧШ-1,\"Чашка, 12\"\" \r\nбіла\",1.50,0, x\r\n\r\n\"Г\",Глек 5\",,\"100000000\",\"\"\nA;1, b ,'',12,last");
        Directory.EnumerateFileSystemEntries(shop.Folder).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task SetStock_Twice_SaysUnchangedAndLeavesTheFileAlone()
    {
        using var shop = new CsvShopFixture("sku,quantity\nA,1\n");
        (await shop.SetAsync(CsvShopFixture.Change("2", "A", 5)))[0].Status.ShouldBe(StockStatus.Applied);
        var then = DateTime.UnixEpoch.AddYears(40);
        File.SetLastWriteTimeUtc(shop.File, then);

        var outcome = (await shop.SetAsync(CsvShopFixture.Change("2", "A", 5))).ShouldHaveSingleItem();

        outcome.Status.ShouldBe(StockStatus.Unchanged);
        outcome.Current.ShouldBe(5m);
        File.GetLastWriteTimeUtc(shop.File).ShouldBe(then);
    }

    [Fact]
    public async Task SetStock_RowsThatCannotBeSet_SayWhyAndHinderNoOther()
    {
        const string Content = "sku,name,quantity\nA,,1\nB,,2\nC,,by order\nD\nE,,\n";
        using var shop = new CsvShopFixture(Content);

        var outcomes = await shop.SetAsync(
            CsvShopFixture.Change("2", "Z", 9),
            CsvShopFixture.Change("99", "A", 9),
            CsvShopFixture.Change("not-a-row", "A", 9),
            CsvShopFixture.Change("4", "C", 9),
            CsvShopFixture.Change("5", "D", 9),
            CsvShopFixture.Change("6", "E", 9));

        outcomes.Select(outcome => (outcome.Status, outcome.Error?.Code)).ShouldBe(
        [
            (StockStatus.Gone, "csv.row_moved"),
            (StockStatus.Gone, "csv.row_gone"),
            (StockStatus.Gone, "csv.row_gone"),
            (StockStatus.NotTracked, "csv.not_a_number"),
            (StockStatus.NotTracked, "csv.not_a_number"),
            (StockStatus.Applied, null),
        ]);
        shop.Read().ShouldBe(Content.Replace("E,,", "E,,9", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SetStock_OneOfTwoRowsWithTheSku_ChangesThatOne()
    {
        using var shop = new CsvShopFixture("sku,quantity\nA,1\nA,1\n");

        await shop.SetAsync(CsvShopFixture.Change("3", "A", 4));

        shop.Read().ShouldBe("sku,quantity\nA,1\nA,4\n");
    }

    [Fact]
    public async Task SetStock_QuotesThatCanBeReadInTwoWays_AreLeftToAPerson()
    {
        const string Content = "sku,name,quantity\nA,\"big\" 5,1\nB,\"x\"y,z\",2\n";
        using var shop = new CsvShopFixture(Content);
        var listings = await shop.ListAsync();

        var outcomes = await shop.SetAsync([.. listings.Select(listing => CsvShopFixture.Change(listing.Ref.Value, listing.Sku, 9))]);

        // Whatever was decided, nothing but a quantity may differ.
        var written = shop.Read();
        written.ShouldBe(Content.Replace(
            ",1\n",
            outcomes[0].Status == StockStatus.Applied ? ",9\n" : ",1\n",
            StringComparison.Ordinal));
        outcomes[1].Status.ShouldNotBe(StockStatus.Applied);
    }

    [Fact]
    public async Task SetStock_KeepsRightsAndFollowsALink()
    {
        using var shop = new CsvShopFixture("sku,quantity\nA,1\n");
        var real = Path.Combine(shop.Folder, "elsewhere");
        Directory.CreateDirectory(real);
        File.Move(shop.File, Path.Combine(real, "real.csv"));
        File.CreateSymbolicLink(shop.File, Path.Combine(real, "real.csv"));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(shop.File, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite);

        await shop.SetAsync(CsvShopFixture.Change("2", "A", 5));

        new FileInfo(shop.File).LinkTarget.ShouldNotBeNull();
        shop.Read().ShouldBe("sku,quantity\nA,5\n");
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(shop.File).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite);
    }

    [Fact]
    public async Task SetStock_LeftoverOfAKilledProgram_IsNoObstacle()
    {
        using var shop = new CsvShopFixture("sku,quantity\nA,1\n");
        await File.WriteAllTextAsync(Path.Combine(shop.Folder, ".stock.csv.shop-ua.tmp"), "half a fi", TestContext.Current.CancellationToken);

        await shop.SetAsync(CsvShopFixture.Change("2", "A", 5));

        shop.Read().ShouldBe("sku,quantity\nA,5\n");
        Directory.EnumerateFileSystemEntries(shop.Folder).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task SetStock_Cancelled_ChangesNothing()
    {
        using var shop = new CsvShopFixture("sku,quantity\nA,1\n");
        await using var adapter = shop.Open();

        await Should.ThrowAsync<OperationCanceledException>(() =>
            adapter.SetStockAsync([CsvShopFixture.Change("2", "A", 5)], new CancellationToken(canceled: true)));

        shop.Read().ShouldBe("sku,quantity\nA,1\n");
        Directory.EnumerateFileSystemEntries(shop.Folder).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Readers_WhileTheFileIsRewritten_SeeItWhole()
    {
        var rows = string.Concat(Enumerable.Range(0, 2000).Select(row => $"S-{row},0\n"));
        using var shop = new CsvShopFixture("sku,quantity\n" + rows);
        var seen = 0;
        for (var round = 1; round <= 20; round++)
        {
            var writing = shop.SetAsync([.. Enumerable.Range(0, 2000).Select(row => CsvShopFixture.Change($"{row + 2}", $"S-{row}", round))]);
            do
            {
                var quantities = shop.Read().Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..].Select(line => line.Split(',')[1]).ToList();
                quantities.Count.ShouldBe(2000);
                quantities.Distinct().ShouldHaveSingleItem();
                seen++;
            }
            while (!writing.IsCompleted);
            (await writing).ShouldAllBe(outcome => outcome.Status == StockStatus.Applied);
        }

        seen.ShouldBeGreaterThanOrEqualTo(20);
    }
}
