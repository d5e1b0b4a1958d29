using Connector.Abstractions;
using Connector.Adapters.OpenCart.Tests.Shops;
using Connector.Testing;
using MySqlConnector;
using static Connector.Adapters.OpenCart.Tests.Shops.AdapterCalls;

namespace Connector.Adapters.OpenCart.Tests;

/// <summary>Runs alone, for it changes how long the server waits for a lock.</summary>
[Collection(AloneOnTheServer.Name)]
public sealed class LockTests : IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await SetLockWaitAsync(1);

    public async ValueTask DisposeAsync() => await SetLockWaitAsync(50);

    [Fact]
    public async Task A_lock_wait_that_timed_out_is_tried_again()
    {
        await using var shop = await Shop.CreateAsync("4.1.0.4");
        var id = await shop.AddProductAsync("S-1");
        await using var other = await HoldAsync(shop, $"UPDATE oc_product SET quantity = 77 WHERE product_id = {id}");
        var time = new ImmediateTime(() => RunAsync(other, "COMMIT"));
        var adapter = await shop.OpenAsync(time: time);

        (await adapter.SetAsync(Change(id, "S-1", 5)))[0].Status.ShouldBe(StockStatus.Applied);

        time.Waits.ShouldBe(1);
        (await shop.QuantityAsync(id)).ShouldBe(5);
    }

    [Fact]
    public async Task A_row_that_stays_locked_fails_for_now_and_says_so()
    {
        await using var shop = await Shop.CreateAsync("4.1.0.4");
        var id = await shop.AddProductAsync("S-1");
        await using var other = await HoldAsync(shop, $"UPDATE oc_product SET quantity = 77 WHERE product_id = {id}");
        var time = new ImmediateTime();
        var adapter = await shop.OpenAsync(time: time);

        var outcome = (await adapter.SetAsync(Change(id, "S-1", 5)))[0];

        (outcome.Status, outcome.Error!.Code).ShouldBe((StockStatus.Failed, "opencart.locked"));
        time.Waits.ShouldBe(3);
        await RunAsync(other, "ROLLBACK");
    }

    [Fact]
    public async Task The_loser_of_a_deadlock_tries_again()
    {
        await SetLockWaitAsync(50);
        await using var shop = await Shop.CreateAsync("3.0-innodb");
        var ids = new List<long>();
        for (var index = 0; index < 40; index++)
            ids.Add(await shop.AddProductAsync($"S-{index}"));
        // The other writer has changed the most rows, so the database lets ours lose.
        await using var other = await HoldAsync(shop, $"UPDATE oc_product SET quantity = 77 WHERE product_id = {ids[1]}");
        foreach (var id in ids.Skip(2))
            await RunAsync(other, $"UPDATE oc_product SET quantity = 77 WHERE product_id = {id}");
        var won = new TaskCompletionSource();
        var time = new ImmediateTime(async () =>
        {
            await won.Task;
            await RunAsync(other, "COMMIT");
        });
        var adapter = await shop.OpenAsync(time: time);

        var setting = adapter.SetAsync(Change(ids[0], "S-0", 5), Change(ids[1], "S-1", 6));
        // Ours holds the first row and waits for the second; nothing else on this server waits for a lock. (The server renews this
        // table only after it was left alone for 100 ms.)
        while (!setting.IsCompleted && (await shop.Database.ScalarAsync(
            "SELECT COUNT(*) FROM information_schema.INNODB_LOCK_WAITS")) is 0L)
            await Task.Delay(150, TestContext.Current.CancellationToken);
        await RunAsync(other, $"UPDATE oc_product SET quantity = 78 WHERE product_id = {ids[0]}");
        won.SetResult();

        (await setting).ShouldAllBe(outcome => outcome.Status == StockStatus.Applied);
        time.Waits.ShouldBe(1);
        (await shop.QuantityAsync(ids[0])).ShouldBe(5);
        (await shop.QuantityAsync(ids[1])).ShouldBe(6);
    }

    private static async Task SetLockWaitAsync(int seconds)
    {
        await using var connection = new MySqlConnection((await MariaDbServer.GetAsync()).ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await RunAsync(connection, $"SET GLOBAL innodb_lock_wait_timeout = {seconds}");
    }

    private static async Task<MySqlConnection> HoldAsync(Shop shop, string sql)
    {
        var connection = new MySqlConnection(shop.Database.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await RunAsync(connection, "START TRANSACTION");
        await RunAsync(connection, sql);
        return connection;
    }

    private static async Task RunAsync(MySqlConnection connection, string sql)
    {
        await using var command = new MySqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
