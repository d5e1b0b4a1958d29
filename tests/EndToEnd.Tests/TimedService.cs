using System.Diagnostics;
using Connector.Host.Redaction;
using Connector.Host.Runtime;
using Connector.Host.Service;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Connector.EndToEnd.Tests;

/// <summary>The service in this process, in virtual time.</summary>
public sealed class TimedService : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    // A request that is answered at all is answered within this, however busy the machine is.
    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(3);

    private readonly ConnectorSession session;
    private readonly FakeTimeProvider time;
    private readonly CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
    private readonly TaskCompletionSource<Uri> address = new();
    private readonly Task running;
    private readonly RequestsUnderWay requests = new();

    private TimedService(ConnectorSession session, FakeTimeProvider time)
    {
        this.session = session;
        this.time = time;
        running = requests.Watch(() => new ConnectorService(session).RunAsync(addresses => address.SetResult(addresses[0]), stop.Token));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts it with the world's configuration.</summary>
    public static async Task<TimedService> StartAsync(SiteWorld world, FakeTimeProvider time)
    {
        world.Configuration["listen"] = "http://127.0.0.1:0";
        (await world.RunAsync("status")).ExitCode.ShouldBe(0);
        return new TimedService(
            await ConnectorSession.OpenAsync(Path.Combine(world.Folder, "adapters.json"), new SecretRedactor(), NullLoggerFactory.Instance, time), time);
    }

    /// <summary>Where it listens.</summary>
    public Task<Uri> AddressAsync() => address.Task.WaitAsync(Patience, Token);

    /// <summary>Lets time pass, but not while requests are on their way, unless they are not answered: no time-out passes for a machine that is busy.</summary>
    public async Task UntilAsync(Func<bool> isSo)
    {
        var watch = Stopwatch.StartNew();
        var quiet = Stopwatch.StartNew();
        while (!isSo())
        {
            running.IsCompleted.ShouldBeFalse("the service ended by itself");
            watch.Elapsed.ShouldBeLessThan(Patience);
            await Task.Delay(20, Token);
            if (requests.Active > 0 && quiet.Elapsed < Answer)
                continue;
            time.Advance(Step);
            quiet.Restart();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.WaitAsync(Patience, CancellationToken.None);
        await session.DisposeAsync();
        requests.Begun.ShouldBeGreaterThan(0, "requests are not seen any more");
        requests.Dispose();
        stop.Dispose();
    }
}
