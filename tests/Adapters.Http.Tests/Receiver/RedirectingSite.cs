using System.Net;

namespace Connector.Adapters.Http.Tests.Receiver;

/// <summary>A web server that sends every request elsewhere.</summary>
internal sealed class RedirectingSite : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private Task _serving = Task.CompletedTask;

    public required Uri Address { get; init; }

    public static Task<RedirectingSite> StartAsync(int status, string location, CancellationToken cancellationToken)
    {
        using var free = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var site = new RedirectingSite { Address = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/") };
        free.Stop();
        site._listener.Prefixes.Add(site.Address.ToString());
        site._listener.Start();
        site._serving = site.ServeAsync(status, location, cancellationToken);
        return Task.FromResult(site);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ServeAsync(int status, string location, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var context = await _listener.GetContextAsync();
            context.Response.StatusCode = status;
            context.Response.Headers["Location"] = location;
            context.Response.Close();
        }
    }
}
