using Connector.Abstractions;

namespace Connector.Adapters.TestKit.Tests.Memory;

/// <summary>A shop in memory, which can be broken in every way that the kit knows.</summary>
internal sealed class MemoryShop
{
    public const string Token = "T0ken-of-the+shop/in=memory";

    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, MemoryRow> _rows = [];

    public StoreBreakage? Breakage { get; set; }

    public void Fill(IEnumerable<SeedListing> listings)
    {
        foreach (SeedListing seed in listings)
        {
            _rows[seed.Number] = new MemoryRow { Id = seed.Number, Sku = seed.Sku, Quantity = seed.Quantity, TracksStock = seed.TracksStock, Parent = seed.Parent };
        }
    }

    public IReadOnlyList<MemoryRow> Rows()
    {
        lock (_lock)
            return [.. _rows.Values];
    }

    public MemoryRow? Row(ListingRef reference) => Rows().FirstOrDefault(row => row.Ref == reference);

    public MemoryRow? Row(int number) => Rows().FirstOrDefault(row => row.Id == number);

    public void Add(MemoryRow row)
    {
        lock (_lock)
            _rows[row.Id] = row;
    }

    public void Delete(int number)
    {
        lock (_lock)
            _rows.Remove(number);
    }

    public IReadOnlyList<string> Dump() => [.. Rows().Select(row => $"{row.Id}|{row.Sku}|{row.Name}|{row.TracksStock}|{row.Parent}")];

    /// <summary>What each call meets before it does anything.</summary>
    public async Task EnterAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        switch (Breakage)
        {
            case StoreBreakage.Throttled:
                throw new StoreException(StoreFailure.Throttled, "The shop asks for fewer requests.");
            case StoreBreakage.ThrottledWithRetryAfter:
                throw new StoreException(StoreFailure.Throttled, "The shop asks for fewer requests.") { RetryAfter = TimeSpan.FromSeconds(StoreAdapterConformance.RetryAfterSeconds) };
            case StoreBreakage.Unauthorized:
                throw new StoreException(StoreFailure.Unauthorized, "The shop refuses the token.");
            case StoreBreakage.Html or StoreBreakage.CutAnswer:
                throw new StoreException(StoreFailure.Protocol, "The shop's answer is not what was asked for.");
            case StoreBreakage.Timeout:
                await Task.Delay(timeout, cancellationToken);
                throw new TimeoutException("The shop did not answer.");
            case StoreBreakage.CutConnection or StoreBreakage.ServerError:
                throw new HttpRequestException("The shop is down.");
            default:
                break;
        }
    }

    /// <summary>What a write meets after it was done.</summary>
    public void Leave()
    {
        if (Breakage is not StoreBreakage.AnswerLost)
            return;
        Breakage = null;
        throw new HttpRequestException("The connection was cut.");
    }
}
