using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Connector.Abstractions;
using Connector.Host.Runtime;
using Connector.Host.Service;

namespace Connector.Host.Cli;

/// <summary>
/// The service that runs on the same ledger, as a command sees it. Commands work by themselves, under the same leases; this is for
/// what only the service knows, and to tell it what was done.
/// </summary>
internal sealed class RunningService : IDisposable
{
    /// <summary>The lease of the one service on a ledger.</summary>
    public const string Lease = "service";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = Patience };

    private RunningService(Uri address, string? token)
    {
        http.BaseAddress = new Uri(address, "api/v1/");
        if (token is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>The running service; <see langword="null"/> if none runs.</summary>
    public static RunningService? Find(ConnectorSession session) =>
        session.Ledger.Leases.IsHeld(Lease) && ServiceAddress.Read(session.Configuration.StateFolder) is { } address
            ? new RunningService(address, session.Configuration.ApiToken)
            : null;

    /// <summary>
    /// Has the service look at stores that a command has just worked on: it begins again with one that it had left alone.
    /// </summary>
    public static async Task TellAsync(ConnectorSession session, IEnumerable<StoreId> stores, CancellationToken cancellationToken)
    {
        using var service = Find(session);
        if (service is null)
            return;
        foreach (var store in stores)
        {
            using var content = new StringContent("", Encoding.UTF8, "application/json");
            await AskAsync(token => service.http.PostAsync(new Uri($"stores/{store}/sync", UriKind.Relative), content, token), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>How everything stands, with what only the service knows; <see langword="null"/> if it does not answer.</summary>
    public async Task<JsonObject?> StatusAsync(CancellationToken cancellationToken)
    {
        var body = await AskAsync(token => http.GetAsync(new Uri("status", UriKind.Relative), token), cancellationToken).ConfigureAwait(false);
        try
        {
            return body is null ? null : JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc />
    public void Dispose() => http.Dispose();

    // A service that is just stopping, or does not answer: the command has done its work all the same.
    private static async Task<string?> AskAsync(Func<CancellationToken, Task<HttpResponseMessage>> ask, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await ask(cancellationToken).ConfigureAwait(false);
            return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false) : null;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
