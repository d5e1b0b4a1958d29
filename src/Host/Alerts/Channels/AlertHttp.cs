using System.Net;
using System.Net.Http.Headers;

namespace Connector.Host.Alerts.Channels;

/// <summary>Posts JSON for the channels that speak HTTP: no redirects, no cookies, half a minute for everything.</summary>
internal sealed class AlertHttp : IDisposable
{
    private const long LargestAnswer = 64 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = Patience,
        MaxResponseContentBufferSize = LargestAnswer,
    };

    /// <summary>Posts a body.</summary>
    /// <param name="url">Where.</param>
    /// <param name="json">The body, JSON in UTF-8.</param>
    /// <param name="headers">Further headers.</param>
    /// <param name="what">Who is spoken to, for messages.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>Status, body and how long the other side asks to be left alone.</returns>
    /// <exception cref="AlertException">There was no answer.</exception>
    public async Task<(HttpStatusCode Status, string Body, TimeSpan? RetryAfter)> PostAsync(
        Uri url, byte[] json, IEnumerable<KeyValuePair<string, string>> headers, string what, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(json) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach (var header in headers)
            request.Headers.Add(header.Key, header.Value);
        try
        {
            using var answer = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var body = await answer.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            return (answer.StatusCode, body, answer.Headers.RetryAfter?.Delta);
        }
        catch (HttpRequestException exception)
        {
            throw new AlertException($"{what} cannot be reached ({exception.Message}). Check the address and this machine's way to the internet.", exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AlertException($"{what} did not answer within {Patience.TotalSeconds:0} seconds.", exception);
        }
    }

    /// <inheritdoc />
    public void Dispose() => client.Dispose();
}
