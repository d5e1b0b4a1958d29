using System.Diagnostics;
using System.Globalization;
using Connector.Abstractions;
using Connector.Adapters.OpenCart.Tests.Shops;
using MySqlConnector;

namespace Connector.Adapters.OpenCart.Tests;

/// <summary>100,000 products, 2 % of them changed.</summary>
[Collection(AloneOnTheServer.Name)]
public sealed class ScaleTests
{
    private const int Products = 100_000;

    /// <summary>Far above the 20 to 80 ms that a page waits for a statement of 500 rows, far below a statement over the whole table.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    [Theory(Timeout = 180_000)]
    [InlineData("2.3-myisam", 10)]
    [InlineData("3.0-myisam", 10)]
    [InlineData("3.0-innodb", 10)]
    [InlineData("4.0", 10)]
    [InlineData("4.1.0.3", 20)]
    [InlineData("4.1.0.4", 20)]
    public async Task Statements_are_the_pages_and_one_update_for_500_changes_and_no_page_waits(string schema, int pages)
    {
        await using var shop = await Shop.CreateAsync(schema);
        await SeedAsync(shop);
        var changed = Enumerable.Range(1, Products).Select(id => (long)id).Where(id => id % 50 == 7).ToHashSet();
        var columns = await shop.DumpAsync("oc_product", "quantity", "date_modified", "viewed");
        var rest = "SELECT CONCAT_WS(':', product_id, quantity, date_modified) FROM oc_product WHERE product_id % 50 <> 7 ORDER BY product_id";
        var before = await shop.Database.DumpAsync(rest);
        await shop.RunAsync("SET GLOBAL userstat = 1");
        var user = await shop.Database.CreateUserAsync(Grants.Least(schema));
        var adapter = shop.Open(user);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var page = ViewPagesAsync(shop, stop.Token);
        var listings = await adapter.ReadAsync();
        var changes = listings.Where(listing => changed.Contains(Id(listing))).Select(listing => listing.To(Id(listing) + 1)).ToList();
        foreach (var batch in changes.Chunk(adapter.Capabilities.MaxSetBatch))
            (await adapter.SetAsync(batch)).ShouldAllBe(outcome => outcome.Status == StockStatus.Applied);
        await stop.CancelAsync();
        var (views, longest) = await page;
        await adapter.DisposeAsync();

        listings.Count.ShouldBe(Products);
        listings.DistinctBy(listing => listing.Ref).Count().ShouldBe(Products);
        changes.Count.ShouldBe(Products / 50);
        // A batch is looked at by its keys once before it is written. Detection and the empty last page are the rest.
        var batches = changes.Count / 500;
        var (selects, updates) = await CountStatementsAsync(shop, user, batches);
        updates.ShouldBe(batches);
        selects.ShouldBeInRange(pages, pages + (batches * 2) + 4);
        views.ShouldBeGreaterThan(0);
        longest.ShouldBeLessThan(LongestWait);
        (await shop.DumpAsync("oc_product", "quantity", "date_modified", "viewed")).ShouldBe(columns);
        (await shop.Database.DumpAsync(rest)).ShouldBe(before);
        (await shop.Database.ScalarAsync("SELECT COUNT(*) FROM oc_product WHERE product_id % 50 = 7 AND quantity = product_id + 1"))
            .ShouldBe((long)changed.Count);
    }

    [Fact]
    public async Task Finding_ten_thousand_SKUs_reads_as_little_as_finding_one()
    {
        await using var shop = await Shop.CreateAsync("3.0-innodb");
        await SeedAsync(shop);
        var adapter = await shop.OpenAsync();
        string[] skus = [.. Enumerable.Range(1, adapter.Capabilities.MaxFindBatch).Select(index => $"S-{index * 10}")];

        (await adapter.FindAsync(skus)).Select(listing => listing.Sku).ShouldBe(skus);
    }

    /// <summary>The server counts a login's statements, and adds them up when its connection has ended, which it learns with some delay.</summary>
    private static async Task<(int Selects, int Updates)> CountStatementsAsync(Shop shop, string login, int leastUpdates)
    {
        var name = new MySqlConnectionStringBuilder(login).UserID;
        while (true)
        {
            var row = (await shop.Database.DumpAsync(
                $"SELECT SELECT_COMMANDS, UPDATE_COMMANDS FROM information_schema.USER_STATISTICS WHERE USER = '{name}'")).SingleOrDefault("0|0");
            var counts = row.Split('|').Select(count => int.Parse(count, CultureInfo.InvariantCulture)).ToArray();
            var open = await shop.Database.ScalarAsync($"SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE USER = '{name}'");
            if (open is 0L && counts[1] >= leastUpdates)
                return (counts[0], counts[1]);
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private static long Id(Listing listing) => long.Parse(listing.Ref.Value, CultureInfo.InvariantCulture);

    private static async Task SeedAsync(Shop shop)
    {
        var hasSku = shop.Schema is "2.3-myisam" or "3.0-myisam" or "3.0-innodb" or "4.0";
        await shop.RunAsync(
            $"""
            INSERT INTO oc_product (model, quantity, status, date_modified{(hasSku ? ", sku" : "")})
            SELECT CONCAT('model ', seq), seq % 40, 1, '0000-00-00'{(hasSku ? ", CONCAT('S-', seq)" : "")} FROM seq_1_to_{Products}
            """);
        if (!hasSku)
        {
            await shop.RunAsync(
                $"""
                INSERT INTO oc_product_code (product_id, code, value) SELECT seq, 'SKU', CONCAT('S-', seq) FROM seq_1_to_{Products};
                INSERT INTO oc_product_code (product_id, code, value) SELECT seq, 'UPC', CONCAT('9-', seq) FROM seq_1_to_{Products}
                """);
        }
    }

    /// <summary>What a product page does, over and over: reads the row, and on OpenCart 2 and 3 counts the view in it.</summary>
    private static async Task<(int Views, TimeSpan Longest)> ViewPagesAsync(Shop shop, CancellationToken stop)
    {
        await using var connection = new MySqlConnection(shop.Database.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        var views = shop.Schema.StartsWith('2') || shop.Schema.StartsWith('3') ? "UPDATE oc_product SET viewed = viewed + 1 WHERE product_id = {0}; " : "";
        var (count, longest) = (0, TimeSpan.Zero);
        while (!stop.IsCancellationRequested)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = string.Format(
                CultureInfo.InvariantCulture, views + "SELECT * FROM (SELECT model, quantity FROM oc_product WHERE product_id = {0}) page", 7 + (count * 50 % Products));
            var started = Stopwatch.GetTimestamp();
            await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
            var waited = Stopwatch.GetElapsedTime(started);
            (count, longest) = (count + 1, waited > longest ? waited : longest);
        }

        return (count, longest);
    }
}
