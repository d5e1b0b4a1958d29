using System.Globalization;
using Connector.Abstractions;
using Xunit;

namespace Connector.Adapters.TestKit;

/// <content>What happens in the middle of a call, or between two.</content>
public abstract partial class StoreAdapterConformance
{
    private static readonly ConformanceTopic[] WhatHttpCanDo =
        [ConformanceTopic.Throttling, ConformanceTopic.Credentials, ConformanceTopic.WebPages, ConformanceTopic.ServerErrors, ConformanceTopic.Connections, ConformanceTopic.Silence];

    /// <summary>How many listings the longest readings have; more than two of the store's pages.</summary>
    protected virtual int ManyListings => 250;

    /// <summary>A deletion moves what follows one place up; whoever pages by place misses one and must notice.</summary>
    [Fact]
    public async Task A_catalogue_that_shrinks_while_it_is_read_loses_no_other_listing()
    {
        if (Skips(ConformanceTopic.Deletion))
            return;
        await SeedManyAsync("SHRINK");
        var adapter = Open();
        var seen = new List<string>();
        var failure = await FailureOfAsync(async () =>
        {
            await foreach (var listing in adapter.ReadListingsAsync(Token))
            {
                seen.Add(listing.Sku.Trim());
                if (seen.Count == 1)
                    await DeleteAsync(seen[0]);
            }
        });
        Promise(failure is null || KindOf(failure) is StoreFailure.Protocol or StoreFailure.Unreachable, $"A catalogue that shrinks while it is read made the adapter throw {failure?.GetType().Name}; throw StoreException(Protocol) where the reading cannot be trusted.");
        var lost = ManyOf("SHRINK").Except(seen).ToList();
        Promise(failure is not null || lost.Count == 0, $"One listing was deleted while the store was read, and the reading ended well without others that had been there all the time: {string.Join(", ", lost.Take(5))}. Compare the store's total at the beginning and the end, or page by the last id.");
    }

    /// <summary>A reading that is cancelled does not end as if it were whole.</summary>
    [Fact]
    public async Task A_reading_cancelled_in_the_middle_ends()
    {
        if (Skips(ConformanceTopic.Cancellation))
            return;
        await SeedManyAsync("STOP");
        var adapter = Open();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var seen = 0;
        var failure = await FailureOfAsync(async () =>
        {
            await foreach (var listing in adapter.ReadListingsAsync(cancel.Token))
            {
                _ = listing;
                if (++seen == 1)
                    await cancel.CancelAsync();
            }
        });
        Promise(failure is OperationCanceledException, $"ReadListingsAsync was cancelled after the first listing and {(failure is null ? $"brought {seen} as if nothing had happened" : $"threw {failure.GetType().Name}")}; look at the token between listings and let OperationCanceledException through.");
    }

    /// <summary>A write that is cancelled (at its first request, where the host's client is used, else as soon as it has begun) leaves nothing half done.</summary>
    [Fact]
    public async Task A_write_cancelled_in_the_middle_leaves_old_or_new_numbers()
    {
        if (Skips(ConformanceTopic.Cancellation))
            return;
        await SeedAsync([.. Enumerable.Range(1, 20).Select(i => new SeedListing { Sku = $"HALF-{i}", Quantity = i })]);
        var adapter = Open();
        var known = await KnownAsync(adapter, Enumerable.Range(1, 20).Select(i => $"HALF-{i}"));
        var changes = known.Values.Take(adapter.Capabilities.MaxSetBatch).Select((listing, i) => ChangeOf(listing, 100 + i)).ToList();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Context.Sending = cancel.Cancel;
        IReadOnlyList<StockOutcome>? outcomes = null;
        var failure = await FailureOfAsync(async () =>
        {
            // Begun before it is cancelled, so that it is always the middle.
            var setting = adapter.SetStockAsync(changes, cancel.Token);
            if (Context.Requests == 0)
                await cancel.CancelAsync();
            outcomes = await setting;
        });
        Context.Sending = null;
        Promise(failure is null or OperationCanceledException, $"SetStockAsync was cancelled and threw {failure?.GetType().Name}; let OperationCanceledException through, for the store did nothing wrong.");
        for (var i = 0; i < changes.Count; i++)
        {
            var (change, before) = (changes[i], known[changes[i].Sku.Trim()].Quantity);
            var held = await ReadBackAsync(change.Sku.Trim());
            // Cancelled too late, or done by then: what was answered must be true.
            var isDone = outcomes is not null && IsDone(outcomes[i]);
            Promise(held == change.Quantity || (held == before && !isDone), string.Create(CultureInfo.InvariantCulture, $"“{change.Sku}” held {before}, {change.Quantity} was on its way when the call was cancelled, and the store holds {held}{(isDone ? " though the outcome says that it is done" : "")}."));
        }
    }

    /// <summary>A reference that came to mean another product is noticed by its SKU.</summary>
    [Fact]
    public async Task A_reference_that_carries_another_sku_is_gone()
    {
        if (Skips(ConformanceTopic.ReusedReferences))
            return;
        await SeedAsync([new SeedListing { Sku = "NOW-THIS", Quantity = 5 }]);
        var adapter = Open();
        var listing = (await KnownAsync(adapter, ["NOW-THIS"]))["NOW-THIS"];
        var outcome = (await SetAsync(adapter, [ChangeOf(listing, 9) with { Sku = "ONCE-THAT" }])).Single();
        Promise(outcome.Status == StockStatus.Gone, $"A change for a reference that carries another SKU now came out as {outcome.Status}; compare StockChange.Sku and answer Gone, and the host looks the SKU up again.");
        await HoldsAsync("NOW-THIS", 5, "A number for one SKU never reaches another.");
    }

    /// <summary>The host's client serves all calls; it is not the adapter's to dispose.</summary>
    [Fact]
    public async Task What_the_host_lends_is_not_disposed()
    {
        await SeedAsync([new SeedListing { Sku = "LENT", Quantity = 1 }]);
        var adapter = Open();
        await ReadAsync(adapter);
        await adapter.DisposeAsync();
        Promise(!Context.IsClientDisposed, "The adapter disposed StoreContext.HttpClient; dispose only what you made yourself.");
    }

    /// <summary>The host takes listings from both, and compares.</summary>
    [Fact]
    public async Task A_look_up_tells_of_a_listing_what_a_reading_tells()
    {
        await SeedAsync(Skips(ConformanceTopic.Variants)
            ? [new SeedListing { Sku = "SAME", Quantity = 6 }]
            : [new SeedListing { Sku = "SAME", Quantity = 6 }, new SeedListing { Sku = "SAME-V", ParentSku = "SAME-P", Quantity = 7 }]);
        var adapter = Open();
        var read = (await ReadAsync(adapter)).ToLookup(listing => listing.Sku.Trim());
        foreach (var sku in NotApplicable(ConformanceTopic.Variants) is null ? new[] { "SAME", "SAME-V" } : ["SAME"])
        {
            var one = read[sku].FirstOrDefault();
            var other = (await FindAsync(adapter, [sku])).Find(listing => listing.Sku.Trim() == sku);
            Promise(one is null || (other is not null && (one.Ref, one.Quantity, one.TracksStock, one.Parent) == (other.Ref, other.Quantity, other.TracksStock, other.Parent)), $"“{sku}” is {one} in a reading and {other} in a look-up; make both in one place.");
        }
    }

    /// <summary>What is left out has a reason that the adapter's own calls do not refute.</summary>
    [Fact]
    public async Task What_is_called_not_applicable_truly_is()
    {
        await SeedAsync([new SeedListing { Sku = "TRULY", Quantity = 1 }]);
        await ReadAsync(Open());
        foreach (var topic in Enum.GetValues<ConformanceTopic>().Where(topic => NotApplicable(topic) is not null))
        {
            Promise(NotApplicable(topic)!.Trim().Length >= 10, $"NotApplicable({topic}) gives no reason a person understands.");
            Promise(Context.Requests == 0 || !WhatHttpCanDo.Contains(topic), $"The adapter speaks HTTP, and whoever speaks HTTP can meet {topic}: break the store that way in BreakAsync, and leave {topic} out of NotApplicable.");
        }
    }

    private IEnumerable<string> ManyOf(string name) => Enumerable.Range(1, ManyListings).Select(i => string.Create(CultureInfo.InvariantCulture, $"{name}-{i:0000}"));

    private Task SeedManyAsync(string name) => SeedAsync([.. ManyOf(name).Select((sku, i) => new SeedListing { Sku = sku, Quantity = i })]);
}
