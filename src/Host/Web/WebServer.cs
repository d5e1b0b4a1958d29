using System.Net;
using Connector.Host.Configuration;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Connector.Host.Web;

/// <summary>
/// The web server of the running service: <c>listen</c> for this machine, <c>webhookListen</c> for everybody. It logs nothing of
/// requests: their addresses hold secrets.
/// </summary>
internal sealed class WebServer : IAsyncDisposable
{
    private const long LargestBody = 64 * 1024;
    private const int MostConnections = 1000;
    private static readonly TimeSpan EndGrace = TimeSpan.FromSeconds(5);

    private readonly WebApplication application;

    private WebServer(WebApplication application) => this.application = application;

    /// <summary>Where it listens: <c>listen</c> first.</summary>
    public IReadOnlyList<Uri> Addresses =>
        [.. application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address))];

    /// <summary>Starts listening.</summary>
    /// <param name="configuration">Addresses and feeds.</param>
    /// <param name="readiness">Why the service cannot do its work now; empty while it can.</param>
    /// <param name="cancellationToken">Stops the start only.</param>
    /// <exception cref="IOException">An address is taken.</exception>
    public static async Task<WebServer> StartAsync(ConnectorConfiguration configuration, Func<IReadOnlyList<string>> readiness, CancellationToken cancellationToken)
    {
        // Nothing of the process's surroundings: no appsettings.json, no ASPNETCORE_ variables, no signal handlers.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.AddRoutingCore();
        builder.Services.AddResponseCompression(options => options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "text/csv", "application/xml"]);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            Listen(kestrel, configuration.Listen, isPublic: false);
            if (configuration.WebhookListen is { } everybody)
                Listen(kestrel, everybody, isPublic: true);
        });

        var application = builder.Build();
        application.UseResponseCompression();
        application.MapGet("/healthz", () => TypedResults.Text("alive"));
        application.MapMethods("/feeds/{name}/{secret}", [HttpMethods.Get, HttpMethods.Head], new FeedEndpoint(configuration.Feeds).Get);
        application.MapGet("/readyz", (HttpContext context) => Ready(context, readiness));
        try
        {
            await application.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return new WebServer(application);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        using var grace = new CancellationTokenSource(EndGrace);
        await application.StopAsync(grace.Token).ConfigureAwait(false);
        await application.DisposeAsync().ConfigureAwait(false);
    }

    private static IResult Ready(HttpContext context, Func<IReadOnlyList<string>> readiness)
    {
        if (context.Features.Get<PublicListener>() is not null)
            return Results.NotFound();
        if (!LocalAccess.Is(context))
            return Results.Text("Only this machine may ask, and not through a proxy.", statusCode: StatusCodes.Status401Unauthorized);
        var reasons = readiness();
        return Results.Json(new { ready = reasons.Count == 0, reasons }, statusCode: reasons.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static void Listen(KestrelServerOptions kestrel, ListenAddress address, bool isPublic)
    {
        void Configure(ListenOptions options)
        {
            if (isPublic)
            {
                options.Use(next => connection =>
                {
                    connection.Features.Set(new PublicListener());
                    return next(connection);
                });
            }
        }

        if (address.Host == "*")
            kestrel.ListenAnyIP(address.Port, Configure);
        else if (address.Host == "localhost" && address.Port != 0)
            kestrel.ListenLocalhost(address.Port, Configure);
        else
            kestrel.Listen(address.Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(address.Host), address.Port, Configure);
    }

    /// <summary>Marks connections that came in by <c>webhookListen</c>.</summary>
    private sealed record PublicListener;

    /// <summary>The program itself decides when it ends.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
