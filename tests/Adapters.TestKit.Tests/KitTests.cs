using System.Collections.Concurrent;
using System.Reflection;
using Connector.Abstractions;

namespace Connector.Adapters.TestKit.Tests;

/// <summary>The kit on a faultless adapter, and on one broken adapter for each promise.</summary>
public sealed class KitTests
{
    private static readonly ConcurrentDictionary<Fault, Task<List<string>>> Runs = new();

    public static TheoryData<Fault> Faults => [.. Enum.GetValues<Fault>().Where(fault => fault != Fault.None)];

    [Fact]
    public async Task A_faultless_adapter_passes_every_test()
    {
        (await FailedAsync(Fault.None)).ShouldBeEmpty();
        TestMethods().Count().ShouldBeGreaterThanOrEqualTo(30);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Every_fault_fails_a_test(Fault fault)
    {
        var failed = await FailedAsync(fault);
        failed.ShouldNotBeEmpty($"no test of the kit notices an adapter that {fault}");
    }

    [Fact]
    public async Task Every_test_is_failed_by_a_fault()
    {
        var failed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var fault in Enum.GetValues<Fault>())
            failed.UnionWith((await FailedAsync(fault)).Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]));
        TestMethods().Select(test => test.Method.Name).Distinct().Except(failed).ShouldBeEmpty("tests that no faulty adapter fails");
    }

    private static Task<List<string>> FailedAsync(Fault fault) => Runs.GetOrAdd(fault, RunAsync);

    // Each test on a store of its own, as xunit runs them.
    private static async Task<List<string>> RunAsync(Fault fault)
    {
        var failed = new List<string>();
        foreach (var (method, arguments) in TestMethods())
        {
            var suite = new Suite(fault);
            try
            {
                await suite.InitializeAsync();
                await (Task)method.Invoke(suite, arguments)!;
                await suite.DisposeAsync();
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                failed.Add($"{method.Name}: {exception.Message}");
            }
        }

        return failed;
    }

    private static IEnumerable<(MethodInfo Method, object?[] Arguments)> TestMethods() =>
        typeof(StoreAdapterConformance).GetMethods().Where(method => method.GetCustomAttributes<FactAttribute>().Any())
            .SelectMany(method => method.GetCustomAttributes<InlineDataAttribute>().ToList() is { Count: > 0 } rows ? rows.Select(row => (method, row.Data)) : [(method, [])]);

    private sealed class Suite(Fault fault) : StoreAdapterConformance
    {
        private readonly MemoryShop shop = new();

        protected override TimeSpan Patience => TimeSpan.FromSeconds(3);

        protected override IReadOnlyList<string> Secrets => [MemoryAdapter.Secret];

        protected override string? NotApplicable(ConformanceTopic topic) =>
            topic == ConformanceTopic.WebPages && fault == Fault.DeclaresAwayWhatHttpCanDo ? "it would be too much work" : null;

        protected override IStoreAdapter CreateAdapter(StoreContext context) => new MemoryAdapter(shop, context, fault);

        protected override Task SeedAsync(IReadOnlyList<SeedListing> listings)
        {
            foreach (var listing in listings)
            {
                var reference = $"{++shop.LastId}";
                shop.Prices[reference] = "10";
                shop.Goods[reference] = new Listing
                {
                    Ref = new ListingRef(reference),
                    Sku = listing.Sku,
                    Quantity = listing.TracksStock ? listing.Quantity : null,
                    TracksStock = listing.TracksStock,
                    Parent = listing.ParentSku is { } parent ? new ListingRef("parent-" + parent) : null,
                };
            }

            return Task.CompletedTask;
        }

        protected override Task<decimal?> ReadBackAsync(string sku) => Task.FromResult(shop.Goods.Values.FirstOrDefault(listing => listing.Sku == sku)?.Quantity);

        protected override Task DeleteAsync(string sku)
        {
            shop.Goods.Remove(shop.Goods.First(pair => pair.Value.Sku == sku).Key);
            return Task.CompletedTask;
        }

        protected override Task<string> DumpWithoutStockAsync() => Task.FromResult(string.Join('\n', shop.Prices.Select(pair => $"{pair.Key}={pair.Value}")));

        protected override Task<IAsyncDisposable> BreakAsync(StoreBreakage breakage)
        {
            shop.Broken = breakage;
            return Task.FromResult<IAsyncDisposable>(new Mending(shop));
        }
    }

    private sealed class Mending(MemoryShop shop) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            shop.Broken = null;
            return ValueTask.CompletedTask;
        }
    }
}
