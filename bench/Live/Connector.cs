using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Connector.Testing;

namespace Connector.Bench.Live;

/// <summary>The real program, as a process of its own, on a configuration in a temporary folder.</summary>
internal sealed class Connector : IDisposable
{
    public const string HookSecret = "hook-secret-0123456789";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly TempFolder folder = new();
    private readonly HttpClient http = new(new SocketsHttpHandler());
    private Process? service;

    /// <summary>Where the service listens.</summary>
    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}");

    /// <summary>Where keyCRM posts to.</summary>
    public Uri Hook => new(Address, $"webhooks/keycrm/main/{HookSecret}");

    /// <summary>The folder of the ledger.</summary>
    public string State => folder.PathOf("state");

    /// <summary>What is written to adapters.json before each start.</summary>
    public JsonObject Configuration { get; } = [];

    /// <summary>Runs a verb to its end.</summary>
    /// <exception cref="InvalidOperationException">It did not end with 0.</exception>
    public async Task RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"connector {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    /// <summary>Starts the service and waits until it has worked through every store.</summary>
    public async Task ServeAsync()
    {
        Configuration["listen"] = Address.GetLeftPart(UriPartial.Authority);
        service = Start("run");
        await UntilAsync(status => status["stores"]!.AsObject().All(store => store.Value!["lastStepAt"] is not null));
    }

    /// <summary>Waits for something that the service says of itself.</summary>
    public async Task UntilAsync(Func<JsonNode, bool> isSo)
    {
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < Patience)
        {
            if (service!.HasExited)
                throw new InvalidOperationException($"The service ended by itself, with {service.ExitCode}.");
            try
            {
                if (isSo(JsonNode.Parse(await http.GetStringAsync(new Uri(Address, "api/v1/status")))!))
                    return;
            }
            catch (HttpRequestException)
            {
                // It is starting.
            }

            await Task.Delay(200);
        }

        throw new TimeoutException("The service did not come so far.");
    }

    /// <summary>Memory that the service has in use now, in bytes.</summary>
    public long Memory()
    {
        var line = File.ReadLines($"/proc/{service!.Id}/status").First(line => line.StartsWith("VmRSS", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(':')[1].Trim().Split(' ')[0], CultureInfo.InvariantCulture);
    }

    /// <summary>Processor time that the service has used so far.</summary>
    public TimeSpan Processor()
    {
        service!.Refresh();
        return service.TotalProcessorTime;
    }

    /// <summary>Kills the service: it has no time to put anything away.</summary>
    public async Task KillAsync()
    {
        service!.Kill();
        await service.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (service is { HasExited: false })
            service.Kill();
        service?.Dispose();
        http.Dispose();
        folder.Dispose();
    }

    private Process Start(params string[] arguments)
    {
        File.WriteAllText(folder.PathOf("adapters.json"), Configuration.ToJsonString());
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "connector"), [.. arguments, "--config", folder.PathOf("adapters.json")]) { RedirectStandardOutput = true };
        return Process.Start(start)!;
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
