using System.Globalization;
using Connector.Abstractions;
using Connector.Emulators.Faults;
using Connector.Emulators.Shops;
using Connector.Testing;

namespace Connector.Bench.Shops;

/// <summary>An emulated shop over HTTP with 2,000 products and 300 × 5 variants, an adapter over it, and a naive script.</summary>
internal abstract class HttpShop(ShopEmulator emulator) : IAsyncDisposable
{
    protected const int Products = 2000;
    protected const int Parents = 300;

    private readonly WaitingTime connections = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = 16 });

    /// <summary>SKUs that carry a number: products and variants, never the parents.</summary>
    public IReadOnlyList<string> Skus { get; } =
    [
        .. Enumerable.Range(1, Products).Select(i => string.Create(CultureInfo.InvariantCulture, $"S-{i:00000}")),
        .. from parent in Enumerable.Range(1, Parents)
           from variant in Enumerable.Range(1, 5)
           select string.Create(CultureInfo.InvariantCulture, $"V-{parent:0000}-{variant}"),
    ];

    public abstract string Name { get; }

    public ShopRequests Requests => emulator.Requests;

    /// <summary>Seconds in which at least one request was with the shop.</summary>
    public double Waited => connections.Total.TotalSeconds;

    /// <summary>What the shop holds, by SKU.</summary>
    public abstract IReadOnlyDictionary<string, decimal?> Holds();

    public abstract IStoreAdapter Open(StoreContext context);

    /// <summary>One look-up by SKU and one write, as a script does it.</summary>
    public abstract Task LookUpAndWriteAsync(HttpClient http, string sku, decimal quantity);

    /// <summary>Every request waits so long before the shop does anything.</summary>
    public void SetLatency(TimeSpan latency) => emulator.Latency = latency;

    /// <summary>The shop takes the time that a real one took.</summary>
    /// <param name="read">For each reading request.</param>
    /// <param name="item">For each number of a write.</param>
    public void SetTimes(TimeSpan read, TimeSpan item)
    {
        emulator.Latency = TimeSpan.Zero;
        emulator.WorkPerItem = item;
        emulator.Faults.OnRead(HttpFault.Slow(read), int.MaxValue);
    }

    public HttpClient Connect() => new(connections, disposeHandler: false);

    public StoreContext Lend() => new LentContext("shop", Connect());

    /// <summary>What is fast and wrong is not measured here.</summary>
    public void Check(Func<int, decimal> expected)
    {
        var holds = Holds();
        for (var i = 0; i < Skus.Count; i++)
        {
            if (holds[Skus[i]] != expected(i))
                throw new InvalidOperationException($"{Name}: {Skus[i]} holds {holds[Skus[i]]} instead of {expected(i)}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        connections.Dispose();
        await emulator.DisposeAsync();
    }
}
