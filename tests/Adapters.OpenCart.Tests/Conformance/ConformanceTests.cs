using Connector.Abstractions;
using Connector.Adapters.OpenCart.Tests.Shops;
using Connector.Adapters.TestKit;
using MySqlConnector;

namespace Connector.Adapters.OpenCart.Tests.Conformance;

/// <summary>The conformance kit over a shop's database as one version of OpenCart makes it, with a user of the least rights.</summary>
public abstract class ConformanceTests(string schema) : StoreAdapterConformance
{
    private readonly Dictionary<string, long> ids = new(StringComparer.Ordinal);
    private Shop shop = null!;
    private MySqlConnectionStringBuilder user = null!;

    /// <summary>Whether this version knows variants.</summary>
    protected abstract bool HasVariants { get; }

    protected override IReadOnlyList<string> Secrets => [user.Password];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        shop = await Shop.CreateAsync(schema);
        user = new MySqlConnectionStringBuilder(await shop.Database.CreateUserAsync(Grants.Least(schema))) { DefaultCommandTimeout = 2, ConnectionTimeout = 5, Pooling = false };
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await shop.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override string? NotApplicable(ConformanceTopic topic) => topic switch
    {
        ConformanceTopic.Variants when !HasVariants => "this version of OpenCart has no variants that are products",
        ConformanceTopic.Throttling => "a database has no Retry-After; a user out of connections is tested in ErrorTests",
        ConformanceTopic.WebPages => "a database answers no web pages",
        ConformanceTopic.ServerErrors => "what a database refuses is an error of a statement, tested in ErrorTests",
        ConformanceTopic.Connections => "the one server of all tests cannot be stopped for one of them; a server that is not there is tested in ErrorTests",
        _ => null,
    };

    protected override IStoreAdapter CreateAdapter(StoreContext context)
    {
        var factory = new OpenCartAdapterFactory();
        return factory.Create(context, (object)new OpenCartOptions { ConnectionString = user.ConnectionString, SkipNotSubtracting = true });
    }

    protected override async Task SeedAsync(IReadOnlyList<SeedListing> listings)
    {
        foreach (var listing in listings)
        {
            long master = 0;
            if (listing.ParentSku is { } parent && !ids.TryGetValue(parent, out master))
                master = ids[parent] = await shop.AddProductAsync(parent, 0);
            ids[listing.Sku] = await shop.AddProductAsync(
                AsAdminStores(listing.Sku), (int)listing.Quantity, master, listing.TracksStock ? 1 : 0, master == 0 ? null : "{}");
        }
    }

    protected override async Task<decimal?> ReadBackAsync(string sku) => ids.TryGetValue(sku, out var id) ? await shop.QuantityAsync(id) : null;

    protected override async Task DeleteAsync(string sku)
    {
        await shop.RunAsync("DELETE FROM oc_product WHERE product_id = @id", ("@id", ids[sku]));
        if (schema.StartsWith("4.1", StringComparison.Ordinal))
            await shop.RunAsync("DELETE FROM oc_product_code WHERE product_id = @id", ("@id", ids[sku]));
    }

    // date_modified is the one companion of the number.
    protected override async Task<string> DumpWithoutStockAsync() =>
        string.Join('\n', [.. await shop.DumpAsync("oc_product", "quantity", "date_modified"), .. await shop.DumpAsync("oc_product_option_value")]);

    protected override async Task<IAsyncDisposable> BreakAsync(StoreBreakage breakage)
    {
        if (breakage is StoreBreakage.Unauthorized)
        {
            await SetPasswordAsync(Guid.NewGuid().ToString("N"));
            return new Mending(() => SetPasswordAsync(user.Password));
        }

        // Silence: another program holds the table and does not let go.
        var holder = new MySqlConnection(shop.Database.ConnectionString);
        await holder.OpenAsync(Token);
        await using var locking = new MySqlCommand("LOCK TABLES oc_product WRITE", holder);
        await locking.ExecuteNonQueryAsync(Token);
        return new Mending(async () =>
        {
            await using var unlocking = new MySqlCommand("UNLOCK TABLES", holder);
            await unlocking.ExecuteNonQueryAsync(CancellationToken.None);
            await holder.DisposeAsync();
        });
    }

    // OpenCart's admin stores what is typed with these characters as entities.
    private static string AsAdminStores(string sku) => sku
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);

    private Task<int> SetPasswordAsync(string password) => shop.Database.ExecuteAsync($"ALTER USER '{user.UserID}'@'%' IDENTIFIED BY '{password}'");

    private sealed class Mending(Func<Task> mend) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => new(mend());
    }
}

public sealed class ConformanceOf30Tests() : ConformanceTests("3.0-myisam")
{
    protected override bool HasVariants => false;
}

public sealed class ConformanceOf4104Tests() : ConformanceTests("4.1.0.4")
{
    protected override bool HasVariants => true;
}
