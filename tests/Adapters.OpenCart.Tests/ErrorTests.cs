using Connector.Abstractions;
using Connector.Adapters.OpenCart.Tests.Shops;
using Connector.Testing;
using MySqlConnector;
using static Connector.Adapters.OpenCart.Tests.Shops.AdapterCalls;

namespace Connector.Adapters.OpenCart.Tests;

public sealed class ErrorTests
{
    private const string Canary = "canary-9d2f";

    [Fact]
    public async Task A_wrong_password_is_unauthorized_and_appears_nowhere()
    {
        await using var shop = await Shop.CreateAsync("3.0-innodb");
        var adapter = shop.Open(With(shop, builder => builder.Password = Canary));

        var exception = await Should.ThrowAsync<StoreException>(adapter.ReadAsync);

        exception.Failure.ShouldBe(StoreFailure.Unauthorized);
        exception.ToString().ShouldNotContain(Canary);
        exception.Message.ShouldContain(shop.Database.Name);
    }

    [Fact]
    public async Task No_server_is_unreachable()
    {
        await using var shop = await Shop.CreateAsync("3.0-innodb");
        var adapter = shop.Open($"Server=127.0.0.1;Port=1;Database=shop;User ID=u;Password={Canary}");

        var exception = await Should.ThrowAsync<StoreException>(() => adapter.CheckHealthAsync(TestContext.Current.CancellationToken));

        exception.Failure.ShouldBe(StoreFailure.Unreachable);
        exception.Message.ShouldContain("127.0.0.1:1");
        exception.ToString().ShouldNotContain(Canary);
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_a_misconfiguration()
    {
        await using var shop = await Shop.CreateAsync("3.0-innodb");
        var adapter = shop.Open(With(shop, builder => builder.Database = "no_such_database"));

        (await Should.ThrowAsync<StoreException>(adapter.ReadAsync)).Failure.ShouldBe(StoreFailure.Misconfigured);
    }

    [Fact]
    public async Task A_wrong_prefix_is_a_misconfiguration_that_names_config_php()
    {
        await using var shop = await Shop.CreateAsync("3.0-innodb");
        var adapter = await shop.OpenAsync(options => options.Prefix = "ocx_");

        var exception = await Should.ThrowAsync<StoreException>(adapter.ReadAsync);

        exception.Failure.ShouldBe(StoreFailure.Misconfigured);
        exception.Message.ShouldContain("DB_PREFIX");
    }

    [Theory]
    [InlineData("SELECT (product_id, sku, quantity) ON oc_product", "UPDATE (quantity, date_modified)")]
    [InlineData("SELECT (product_id, sku, quantity), UPDATE (quantity) ON oc_product", "UPDATE (quantity, date_modified)")]
    public async Task A_missing_right_is_told_by_the_check_and_before_anything_is_written(string grant, string missing)
    {
        await using var shop = await Shop.CreateAsync("3.0-innodb");
        var id = await shop.AddProductAsync("S-1", 3);
        var adapter = await shop.OpenAsync(grants: [grant]);

        var health = await adapter.CheckHealthAsync(TestContext.Current.CancellationToken);
        health.IsHealthy.ShouldBeFalse();
        health.Summary.ShouldContain(missing);
        var exception = await Should.ThrowAsync<StoreException>(() => adapter.SetAsync(Change(id, "S-1", 5)));
        exception.Failure.ShouldBe(StoreFailure.Unauthorized);
        exception.Message.ShouldContain(missing);
        (await shop.QuantityAsync(id)).ShouldBe(3);
    }

    [Fact]
    public async Task Without_date_modified_the_right_to_quantity_is_enough()
    {
        await using var shop = await Shop.CreateAsync("3.0-innodb");
        var id = await shop.AddProductAsync("S-1", 3);
        var adapter = await shop.OpenAsync(
            options => options.TouchDateModified = false, grants: ["SELECT (product_id, sku, quantity), UPDATE (quantity) ON oc_product"]);

        (await adapter.CheckHealthAsync(TestContext.Current.CancellationToken)).IsHealthy.ShouldBeTrue();
        (await adapter.SetAsync(Change(id, "S-1", 5)))[0].Status.ShouldBe(StockStatus.Applied);
    }

    [Fact]
    public async Task A_statement_that_a_trigger_refuses_fails_the_call_and_says_what_was_being_written()
    {
        await using var shop = await Shop.CreateAsync("3.0-innodb");
        var id = await shop.AddProductAsync("S-1", 3);
        await shop.RunAsync(
            "CREATE TRIGGER guard BEFORE UPDATE ON oc_product FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'closed for stocktaking'");
        var adapter = await shop.OpenAsync();

        var exception = await Should.ThrowAsync<StoreException>(() => adapter.SetAsync(Change(id, "S-1", 5)));

        exception.Failure.ShouldBe(StoreFailure.Protocol);
        exception.Message.ShouldContain("writing products");
        exception.Message.ShouldContain("closed for stocktaking");
    }

    [Fact]
    public async Task A_user_out_of_connections_is_throttled()
    {
        await using var shop = await Shop.CreateAsync("3.0-innodb");
        var user = await shop.Database.CreateUserAsync(Grants.Least(shop.Schema));
        await shop.RunAsync($"GRANT USAGE ON *.* TO '{new MySqlConnectionStringBuilder(user).UserID}'@'%' WITH MAX_USER_CONNECTIONS 1");
        await using var only = new MySqlConnection(user);
        await only.OpenAsync(TestContext.Current.CancellationToken);
        var adapter = shop.Open(user);

        (await Should.ThrowAsync<StoreException>(adapter.ReadAsync)).Failure.ShouldBe(StoreFailure.Throttled);
    }

    [Fact]
    public async Task A_table_that_vanishes_between_reading_and_writing_is_a_misconfiguration()
    {
        await using var shop = await Shop.CreateAsync("3.0-innodb");
        var id = await shop.AddProductAsync("S-1");
        var adapter = await shop.OpenAsync();
        await adapter.ReadAsync();
        await shop.RunAsync("DROP TABLE oc_product");

        (await Should.ThrowAsync<StoreException>(() => adapter.SetAsync(Change(id, "S-1", 2)))).Failure.ShouldBe(StoreFailure.Misconfigured);
    }

    [Fact]
    public async Task Cancelling_ends_a_reading_between_two_listings()
    {
        await using var shop = await Shop.CreateAsync("3.0-innodb");
        await shop.AddProductAsync("S-1");
        var adapter = await shop.OpenAsync();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => adapter.FindBySkuAsync(["S-1"], cancelled.Token));
    }

    [Fact]
    public async Task Disposing_twice_does_no_harm()
    {
        await using var shop = await Shop.CreateAsync("3.0-innodb");
        var adapter = await shop.OpenAsync();
        await adapter.ReadAsync();

        await adapter.DisposeAsync();
        await adapter.DisposeAsync();
    }

    [Theory]
    [InlineData("Server=localhost;Database=shop;User ID=u;Password=half;canary-9d2f")]
    [InlineData("Server=localhost;Database=shop;canary-9d2f=1")]
    [InlineData("Server=localhost;Password=canary-9d2f")]
    [InlineData("canary-9d2f")]
    public void A_connection_string_that_is_none_is_refused_without_repeating_it(string connectionString)
    {
        var exception = Should.Throw<StoreException>(() => new OpenCartAdapterFactory().Create(
            new LentContext("shop-test"), new OpenCartOptions { ConnectionString = connectionString }));

        exception.Failure.ShouldBe(StoreFailure.Misconfigured);
        exception.ToString().ShouldNotContain(Canary);
    }

    private static string With(Shop shop, Action<MySqlConnectionStringBuilder> change)
    {
        var builder = new MySqlConnectionStringBuilder(shop.Database.ConnectionString);
        change(builder);
        return builder.ConnectionString;
    }
}
