using System.Text.Json.Nodes;
using Connector.Testing;

namespace Connector.EndToEnd.Tests;

/// <summary>A real OpenCart database and a site of own development, fed by one account through the real program.</summary>
public sealed class OpenCartTests
{
    [Theory]
    [InlineData("3.0-myisam")]
    [InlineData("4.1.0.4")]
    public async Task One_reading_of_keyCRM_puts_both_shops_right(string schema)
    {
        await using var world = await SiteWorld.CreateAsync(80);
        var server = await MariaDbServer.GetAsync();
        await using var shop = await server.CreateDatabaseAsync();
        await using (var script = typeof(OpenCartTests).Assembly.GetManifestResourceStream($"opencart-{schema}.sql")!)
        using (var reader = new StreamReader(script))
            await shop.ExecuteAsync(await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        for (var i = 1; i <= 80; i++)
            await AddProductAsync(shop, schema, i);
        world.Configuration["stores"]!["opencart"] = new JsonObject
        {
            ["adapter"] = "opencart",
            ["options"] = new JsonObject { ["connectionString"] = shop.ConnectionString },
            ["stock"] = new JsonObject { ["buffer"] = 1, ["max"] = 40 },
        };
        for (var i = 1; i <= 80; i++)
            world.KeyCrm.Catalogue.SetStock(i, i, 1);

        var first = await world.RunAsync("sync", "--json", "--yes");
        first.ExitCode.ShouldBe(0, first.Everything);
        world.KeyCrm.Requests.Total.ShouldBe(2);
        (await world.NumbersAsync()).ShouldBe(world.Truth());
        (await shop.DumpAsync("SELECT quantity FROM oc_product ORDER BY product_id")).ShouldBe(
            Enumerable.Range(1, 80).Select(i => $"{Math.Clamp(i - 2, 0, 40)}"), Case.Sensitive);

        var rows = await shop.DumpAsync("SELECT * FROM oc_product ORDER BY product_id");
        var second = await world.RunAsync("sync", "--json");
        (second.ExitCode, second.Json["stores"]!["opencart"]!["changes"]!.GetValue<int>()).ShouldBe((0, 0));
        (await shop.DumpAsync("SELECT * FROM oc_product ORDER BY product_id")).ShouldBe(rows);
    }

    private static async Task AddProductAsync(MariaDbDatabase shop, string schema, int id)
    {
        var sku = SiteWorld.Sku(id);
        if (schema == "4.1.0.4")
        {
            await shop.ExecuteAsync($"INSERT INTO oc_product (product_id, model, quantity, status) VALUES ({id}, 'm{id}', 5, 1)");
            await shop.ExecuteAsync($"INSERT INTO oc_product_code (product_id, code, value) VALUES ({id}, 'SKU', '{sku}')");
        }
        else
        {
            await shop.ExecuteAsync("SET sql_mode = ''; INSERT INTO oc_product (product_id, model, sku, quantity, status, date_added, date_modified) "
                + $"VALUES ({id}, 'm{id}', '{sku}', 5, 1, NOW(), '2020-01-01')");
        }
    }
}
