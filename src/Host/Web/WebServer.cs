using System.Net;
using Connector.Host.Configuration;
using Connector.Host.Telemetry;
using Connector.Host.Web.SignIn;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Connector.Host.Web;

/// <summary>
/// The web server of the running service: <c>listen</c> for those who may sign in, <c>webhookListen</c> for everybody. The
/// framework logs nothing of requests: their addresses hold secrets.
/// </summary>
internal sealed class WebServer : IAsyncDisposable
{
    // Of everything but webhooks, in bytes.
    private const long LargestBody = 64 * 1024;
    private const int MostConnections = 1000;
    private static readonly TimeSpan HeaderPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan EndGrace = TimeSpan.FromSeconds(5);

    private readonly WebApplication application;
    private readonly WebhookEndpoint webhooks;
    private bool isStopped;

    private WebServer(WebApplication application, WebhookEndpoint webhooks)
    {
        this.application = application;
        this.webhooks = webhooks;
    }

    /// <summary>Why the latest webhook could not be stored; <see langword="null"/> while they can.</summary>
    public string? IntakeTrouble => webhooks.Trouble;

    /// <summary>Where it listens: <c>listen</c> first.</summary>
    public IReadOnlyList<Uri> Addresses =>
        [.. application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address))];

    /// <summary>Takes no more connections and waits for the requests that are under way.</summary>
    /// <param name="cancellationToken">Ends the waiting: what is still under way is cut off.</param>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (isStopped)
            return;
        isStopped = true;
        await application.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        using var grace = new CancellationTokenSource(EndGrace);
        await StopAsync(grace.Token).ConfigureAwait(false);
        await application.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Starts listening.</summary>
    /// <param name="service">The running service.</param>
    /// <param name="modules">The endpoints under <c>/api/v1</c>.</param>
    /// <param name="pages">The endpoints for persons.</param>
    /// <param name="cancellationToken">Stops the start only.</param>
    /// <exception cref="IOException">An address is taken.</exception>
    public static async Task<WebServer> StartAsync(IServiceView service, IEnumerable<IApiModule> modules, IEnumerable<IPageModule> pages, CancellationToken cancellationToken)
    {
        var logger = service.Loggers.CreateLogger<WebServer>();
        var webhooks = new WebhookEndpoint(service, logger);
        // Nothing of the process's surroundings: no appsettings.json, no ASPNETCORE_ variables, no signal handlers, no logging.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.AddRoutingCore();
        builder.Services.AddLogging();
        builder.Services.AddRazorComponents();
        builder.Services.AddAntiforgery(forms => forms.Cookie.Name = "connector-form");
        builder.Services.AddSession(service.Configuration.StateFolder, new PasswordFile(service.Configuration.StateFolder), service.Time);
        builder.Services.AddResponseCompression(options => options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "text/csv", "application/xml"]);
        builder.AddTelemetry();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, service.Configuration));

        var application = builder.Build();
        application.UseMiddleware<ErrorAnswers>(service.Redactor, logger);
        application.UseResponseCompression();
        application.UseRouting();
        application.UseMiddleware<AccessRule>(() => service.Configuration.ApiToken);
        application.MapGet("/healthz", () => TypedResults.Text("alive")).WithMetadata(new PublicEndpoint());
        application.MapMethods("/feeds/{name}/{secret}", [HttpMethods.Get, HttpMethods.Head],
            new FeedEndpoint(() => service.Configuration.Feeds).Get).WithMetadata(new PublicEndpoint());
        application.MapGet("/readyz", () => Ready(
            [.. service.NotReady.Concat(webhooks.Trouble is { } trouble ? [trouble] : []).Select(service.Redactor.Redact)]));
        application.MapPrometheusScrapingEndpoint("/metrics");
        application.MapPost("/webhooks/keycrm/{account}/{secret}", webhooks.TakeAsync).WithMetadata(new PublicEndpoint());
        var api = application.MapGroup("/api/v1");
        foreach (var module in modules)
            module.Map(api);
        foreach (var module in pages)
            module.Map(application);
        try
        {
            await application.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return new WebServer(application, webhooks);
    }

    private static IResult Ready(IReadOnlyList<string> reasons) => Results.Json(
        new { ready = reasons.Count == 0, reasons },
        statusCode: reasons.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);

    private static void Configure(KestrelServerOptions kestrel, ConnectorConfiguration configuration)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = LargestBody;
        kestrel.Limits.MaxConcurrentConnections = MostConnections;
        kestrel.Limits.RequestHeadersTimeout = HeaderPatience;
        Listen(kestrel, configuration.Listen, isPublic: false);
        if (configuration.WebhookListen is { } everybody)
            Listen(kestrel, everybody, isPublic: true);
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

    /// <summary>The program itself decides when it ends.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
