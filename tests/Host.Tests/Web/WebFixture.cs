using System.Net;
using System.Text;
using Connector.Core.Ledger;
using Connector.Host.Configuration;
using Connector.Host.Redaction;
using Connector.Host.Tests.Configuration;
using Connector.Host.Tests.Plugins;
using Connector.Host.Web;
using Connector.Testing;
using Microsoft.Extensions.Logging;

namespace Connector.Host.Tests.Web;

/// <summary>The web server over real sockets and real files, before a service that a test makes up.</summary>
internal sealed class WebFixture : IServiceView, IAsyncDisposable
{
    public const string Secret = "hook-secret-old-1";
    public const string NewSecret = "hook-secret-new-2";
    public const string Token = "api-token-0123456789";

    private readonly TempFolder folder = new();
    private readonly RecordingLoggers loggers = new();
    private readonly string state;
    private ConnectorConfiguration configuration;

    private WebFixture(string json, string? state)
    {
        this.state = state ?? folder.Path;
        Files.WriteMain(json);
        configuration = Files.Load();
        Redactor.Add(configuration.Secrets.Values);
        Ledger = Ledger.Open(this.state, TimeProvider.System);
    }

    public WebServer Server { get; private set; } = null!;

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public ConfigurationFolder Files { get; } = new();

    public Ledger Ledger { get; }

    public SecretRedactor Redactor { get; } = new();

    public ConnectorConfiguration Configuration => configuration;

    public IReadOnlyList<string> NotReady { get; set; } = [];

    public TimeProvider Time => TimeProvider.System;

    public ILoggerFactory Loggers => loggers;

    public IReadOnlyList<string> Lines => loggers.Lines;

    public static string Json(string account = "", string root = "") => Samples.OneStore(
        account: account.Length > 0 ? account : $$"""
            "webhook": { "secret": "{{Secret}}" }
            """,
        root: root.Length > 0 ? root : """
            "listen": "http://127.0.0.1:0", "webhookListen": "http://127.0.0.1:0"
            """);

    public static Task<WebFixture> StartAsync(params IApiModule[] modules) => StartAsync(Json(), modules);

    public static Task<WebFixture> StartAsync(string json, params IApiModule[] modules) => StartAsync(json, state: null, modules);

    /// <summary>With its state in a folder of the caller's.</summary>
    public static async Task<WebFixture> StartAsync(string json, string? state, params IApiModule[] modules)
    {
        var fixture = new WebFixture(json, state);
        fixture.Server = await WebServer.StartAsync(fixture, modules, [], TestContext.Current.CancellationToken);
        return fixture;
    }

    /// <summary>Puts another configuration in force.</summary>
    public void Reload(string json) => configuration = Files.WriteMain(json).Load();

    public Uri Url(string path, int listener = 0) => new(Server.Addresses[listener], path);

    public Task<HttpResponseMessage> HookAsync(string body, string secret = Secret, string account = "main", int listener = 0) =>
        Http.PostAsync(Url($"webhooks/keycrm/{account}/{secret}", listener), new StringContent(body, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);

    public async Task<HttpStatusCode> StatusOfHookAsync(string body, string secret = Secret, string account = "main", int listener = 0)
    {
        using var answer = await HookAsync(body, secret, account, listener);
        return answer.StatusCode;
    }

    /// <summary>The bodies in the inbox, as another process finds them.</summary>
    public IReadOnlyList<string> Stored(string account = "main") =>
        [.. Inbox.Open(state, TimeProvider.System).Waiting(account, int.MaxValue).Select(entry => Encoding.UTF8.GetString(entry.Body.Span))];

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Http.Dispose();
        Ledger.Dispose();
        Files.Dispose();
        folder.Dispose();
    }
}
