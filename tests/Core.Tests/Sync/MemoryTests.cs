using System.Globalization;
using System.Runtime.CompilerServices;
using Connector.Abstractions;
using Connector.Core.Stock;
using Connector.Core.Sync;

namespace Connector.Core.Tests.Sync;

/// <summary>Law 10: memory does not grow with the catalogue beyond the index of SKUs. Measured alone: the heap is the whole process's.</summary>
[Collection(nameof(MemoryTests))]
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
public sealed class MemoryTests : StorePassTest
{
    private const int Few = 5_000;
    private const int Many = 25_000;
    private const int NameLength = 2_000;

    // An index entry with its SKU and reference; a name alone would be 4,000.
    private const int MostBytesEach = 500;

    [Fact]
    public async Task Of_what_a_store_lists_only_the_index_of_SKUs_is_kept_while_it_is_planned()
    {
        for (var begin = 0; begin < Many; begin += Few)
        {
            Ledger.Levels.Store("main",
                [.. Enumerable.Range(begin, Few).Select(i => new Level { Offer = i + 1, Sku = Sku(i), Quantity = 1, Reserve = 0, Observation = Ledger.Observe() })]);
        }

        await HeldAfterAsync(Few);
        var few = await HeldAfterAsync(Few);
        var many = await HeldAfterAsync(Many);
        ((many - few) / (Many - Few)).ShouldBeLessThan(MostBytesEach, $"bytes a listing: {few:#,0} bytes for {Few:#,0}, {many:#,0} for {Many:#,0}");
    }

    private async Task<long> HeldAfterAsync(int listings)
    {
        var shop = new NamedShop(listings);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var report = await Pass(shop).RunAsync(SyncMode.Plan, Token);
        report.Plan!.Matched.ShouldBe(listings);
        return shop.HeldAtTheEnd - before;
    }

    private static string Sku(int i) => string.Create(CultureInfo.InvariantCulture, $"S-{i}");

    /// <summary>Every listing with a long name of its own; when the last has been taken, what is still held of them is measured.</summary>
    private sealed class NamedShop(int listings) : IStoreAdapter
    {
        public long HeldAtTheEnd { get; private set; }

        public StoreCapabilities Capabilities { get; } = new() { MaxFindBatch = 50, MaxSetBatch = 100 };

        public Task<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public async IAsyncEnumerable<Listing> ReadListingsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            for (var i = 0; i < listings; i++)
            {
                if (i % 1000 == 0)
                    await Task.Yield();
                yield return new Listing { Ref = new ListingRef(Sku(i)), Sku = Sku(i), Quantity = 1, Name = new string('n', NameLength) };
            }

            HeldAtTheEnd = GC.GetTotalMemory(forceFullCollection: true);
        }

        public Task<IReadOnlyList<Listing>> FindBySkuAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Listing>>([]);

        public Task<IReadOnlyList<StockOutcome>> SetStockAsync(IReadOnlyList<StockChange> changes, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
