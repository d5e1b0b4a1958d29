using System.Runtime.CompilerServices;
using Connector.Abstractions;
using Connector.Adapters.TestKit.Tests.Memory;

namespace Connector.Adapters.TestKit.Tests.Mutants;

/// <summary>Pages by offset and does not notice that the shop got shorter.</summary>
internal sealed class OffsetPager(MemoryShop shop, StoreContext context) : MemoryAdapter(shop, context)
{
    public override async IAsyncEnumerable<Listing> ReadListingsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken);
        for (int offset = 0; ; offset += 100)
        {
            MemoryRow[] page = [.. Shop.Rows().Skip(offset).Take(100)];
            foreach (MemoryRow row in page)
                yield return row.ToListing();
            if (page.Length < 100)
                yield break;
        }
    }
}

/// <summary>Never works again after a failure.</summary>
internal sealed class Sulker(MemoryShop shop, StoreContext context) : MemoryAdapter(shop, context)
{
    private bool _broken;

    protected override async Task EnterAsync(CancellationToken cancellationToken)
    {
        if (_broken)
            throw new StoreException(StoreFailure.Unreachable, "It was broken before.");
        _broken = true;
        await base.EnterAsync(cancellationToken);
        _broken = false;
    }
}

/// <summary>Calls a cancellation an unreachable shop.</summary>
internal sealed class CancellationHider(MemoryShop shop, StoreContext context) : MemoryAdapter(shop, context)
{
    public override async Task<IReadOnlyList<StockOutcome>> SetStockAsync(IReadOnlyList<StockChange> changes, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return [];
        }
        catch (OperationCanceledException exception)
        {
            throw new StoreException(StoreFailure.Unreachable, "The shop did not answer.", exception);
        }
    }
}

/// <summary>Does half of the work when it is cancelled, and then something that nobody asked for.</summary>
internal sealed class HalfWriter(MemoryShop shop, StoreContext context) : MemoryAdapter(shop, context)
{
    public override async Task<IReadOnlyList<StockOutcome>> SetStockAsync(IReadOnlyList<StockChange> changes, CancellationToken cancellationToken)
    {
        Shop.Row(changes[0].Ref)!.Quantity = 1;
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return [];
    }
}

/// <summary>Declares another limit whenever it is asked.</summary>
internal sealed class Waverer(MemoryShop shop, StoreContext context) : MemoryAdapter(shop, context)
{
    private int _asked;

    public override StoreCapabilities Capabilities => base.Capabilities with { MaxSetBatch = 20 + Interlocked.Increment(ref _asked) };
}

/// <summary>Declares three calls at once and takes one.</summary>
internal sealed class Loner(MemoryShop shop, StoreContext context) : MemoryAdapter(shop, context)
{
    private readonly TaskCompletionSource _second = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;

    public override async Task<IReadOnlyList<StockOutcome>> SetStockAsync(IReadOnlyList<StockChange> changes, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _running) > 1)
        {
            _second.TrySetResult();
            throw new InvalidOperationException("Another call is under way.");
        }

        await _second.Task.WaitAsync(cancellationToken);
        return await base.SetStockAsync(changes, cancellationToken);
    }
}

/// <summary>Cannot be disposed twice, or disposes what is not its own.</summary>
internal sealed class BadLeaver(MemoryShop shop, StoreContext context, bool takesTheClient) : MemoryAdapter(shop, context)
{
    private bool _disposed;

    public override ValueTask DisposeAsync()
    {
        if (takesTheClient)
            Context.HttpClient.Dispose();
        else
            ObjectDisposedException.ThrowIf(_disposed, this);
        _disposed = true;
        return base.DisposeAsync();
    }
}

/// <summary>Knows only the references that it read itself.</summary>
internal sealed class Forgetter(MemoryShop shop, StoreContext context) : MemoryAdapter(shop, context)
{
    private readonly HashSet<ListingRef> _known = [];

    public override async Task<IReadOnlyList<Listing>> FindBySkuAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        IReadOnlyList<Listing> found = await base.FindBySkuAsync(skus, cancellationToken);
        _known.UnionWith(found.Select(listing => listing.Ref));
        return found;
    }

    protected override StockOutcome Set(StockChange change, MemoryRow? row) => base.Set(change, _known.Contains(change.Ref) ? row : null);
}

/// <summary>Uses the host's HTTP client, against a port where nothing listens.</summary>
internal sealed class HttpUser(MemoryShop shop, StoreContext context) : MemoryAdapter(shop, context)
{
    protected override async Task EnterAsync(CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage _ = await Context.HttpClient.GetAsync(new Uri("http://127.0.0.1:1/"), cancellationToken);
        }
        catch (HttpRequestException)
        {
            // That it was asked is all that counts.
        }

        await base.EnterAsync(cancellationToken);
    }
}
