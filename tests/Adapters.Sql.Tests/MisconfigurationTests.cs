using System.Globalization;
using Connector.Abstractions;
using Connector.Adapters.Sql.Options;
using Connector.Adapters.Sql.Tests.Databases;
using Connector.Testing;

namespace Connector.Adapters.Sql.Tests;

public class MisconfigurationTests
{
    private const string Canary = "c4n4ry-S3cret";

    public static TheoryData<string> Providers => Shop.Providers;

    [Theory, MemberData(nameof(Providers))]
    public async Task An_unknown_name_is_answered_with_the_nearest(string provider)
    {
        await using Shop shop = await Shop.WithGoodsAsync(provider, (1, "A", 5));

        (await shop.Adapter(o => o.Table = "gods").FailsAsync()).Message.ShouldContain("Did you mean \"goods\"?");
        (await shop.Adapter(o => o.Quantity = "qtty").FailsAsync()).Message.ShouldContain("Did you mean \"qty\"?");
        (await shop.Adapter(o => o.Sku = "articel").FailsAsync()).Message.ShouldContain("Did you mean \"article\"?");
        (await shop.Adapter(o => o.Key = "xyzzy").FailsAsync()).Message.ShouldContain("There are: id, article");
        StoreException companion = await shop.Adapter(o => o.Set = [new SqlCompanionOptions { Column = "updated", From = "now" }]).FailsAsync();
        companion.Message.ShouldContain("set[0].column");
        companion.Failure.ShouldBe(StoreFailure.Misconfigured);
        companion.Message.ShouldStartWith("own-site: ");
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task A_name_is_never_sql(string provider)
    {
        await using Shop shop = await Shop.WithGoodsAsync(provider, (1, "A", 5));

        (await shop.Adapter(o => o.Quantity = "qty = 0; DROP TABLE goods; --").FailsAsync()).Failure.ShouldBe(StoreFailure.Misconfigured);
        (await shop.Adapter(o => o.Table = "goods WHERE 1=0; DELETE FROM goods").FailsAsync()).Failure.ShouldBe(StoreFailure.Misconfigured);
        (await shop.DumpAsync("SELECT qty FROM goods")).ShouldBe(["5"]);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task A_column_of_the_wrong_type_is_refused_before_anything_is_written(string provider)
    {
        await using Shop shop = await Shop.CreateAsync(
            provider, "CREATE TABLE goods (id int PRIMARY KEY, article varchar(20), qty int, weight float, made date)");

        (await shop.Adapter(o => o.Key = "weight").FailsAsync()).Message.ShouldContain("A key must be");
        if (provider != "sqlite")
            (await shop.Adapter(o => o.Quantity = "made").FailsAsync()).Message.ShouldContain("holds no number");
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task What_was_mended_is_noticed_without_a_restart(string provider)
    {
        await using Shop shop = await Shop.WithGoodsAsync(provider, (1, "A", 5));
        IStoreAdapter adapter = shop.Adapter();
        await adapter.ReadAllAsync();
        await shop.ExecuteAsync("DROP TABLE goods");
        (await adapter.FailsAsync()).Failure.ShouldBe(StoreFailure.Misconfigured);

        await shop.ExecuteAsync("CREATE TABLE goods (id varchar(9) PRIMARY KEY, article varchar(20), qty int)");
        await shop.ExecuteAsync("INSERT INTO goods VALUES ('x', 'A', 5)");

        (await adapter.SetOneAsync("item/x", "A", 1)).Status.ShouldBe(StockStatus.Applied);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Wrong_sql_in_where_is_the_operators_to_mend(string provider)
    {
        await using Shop shop = await Shop.WithGoodsAsync(provider, (1, "A", 5));

        (await shop.Adapter(o => o.Where = "deleted = = 0").FailsAsync()).Failure.ShouldBe(StoreFailure.Misconfigured);
        (await shop.Adapter(o => o.Where = "no_such = 0").FailsAsync()).Failure.ShouldBe(StoreFailure.Misconfigured);
    }

    [Theory]
    [InlineData("mysql", "Server=127.0.0.1;Port={0};User ID=stock;Password=" + Canary + ";Connection Timeout=2")]
    [InlineData("postgres", "Host=127.0.0.1;Port={0};Username=stock;Password=" + Canary + ";Timeout=2")]
    [InlineData("sqlserver", "Server=127.0.0.1,{0};User ID=stock;Password=" + Canary + ";Connect Timeout=2;Connect Retry Count=0")]
    public async Task No_server_is_unreachable_and_no_secret_is_told(string provider, string connectionString)
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        int port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        StoreException error = await Adapter(provider, string.Format(CultureInfo.InvariantCulture, connectionString, port)).FailsAsync();

        error.Failure.ShouldBe(StoreFailure.Unreachable);
        error.ToString().ShouldNotContain(Canary);
    }

    [Theory]
    [InlineData("mysql", "Server=x;Password=a;" + Canary)]
    [InlineData("mysql", "Server=x;" + Canary + "=1")]
    [InlineData("mysql", "Server=x;Port=" + Canary)]
    [InlineData("postgres", "Host=x;Password=a;" + Canary)]
    [InlineData("postgres", "Host=x;" + Canary + "=1")]
    [InlineData("postgres", "Host=x;Port=" + Canary)]
    [InlineData("sqlserver", "Server=x;" + Canary + "=1")]
    [InlineData("sqlserver", "Server=x;Encrypt=" + Canary)]
    [InlineData("sqlite", "Data Source=x;" + Canary + "=1")]
    [InlineData("sqlite", "Data Source=x;Mode=" + Canary)]
    public void A_connection_string_that_is_none_is_explained_without_its_parts(string provider, string connectionString)
    {
        StoreException error = Should.Throw<StoreException>(() => Adapter(provider, connectionString));

        error.Failure.ShouldBe(StoreFailure.Misconfigured);
        error.ToString().ShouldNotContain(Canary);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Cancelled_and_disposed_calls_end_quietly(string provider)
    {
        await using Shop shop = await Shop.WithGoodsAsync(provider, (1, "A", 5));
        IStoreAdapter adapter = shop.Adapter();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => adapter.SetStockAsync(
            [new StockChange { Ref = new ListingRef("item/1"), Sku = "A", Quantity = 9 }], cancelled.Token));
        (await shop.DumpAsync("SELECT qty FROM goods")).ShouldBe(["5"]);

        await adapter.DisposeAsync();
        await adapter.DisposeAsync();
    }

    private static IStoreAdapter Adapter(string provider, string connectionString) => new SqlAdapterFactory().Create(
        new LentContext("own-site"),
        new SqlOptions
        {
            Provider = provider,
            ConnectionString = connectionString,
            Table = "goods",
            Key = "id",
            Sku = "article",
            Quantity = "qty",
        });
}
