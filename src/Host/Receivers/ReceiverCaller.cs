using System.IO.Compression;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Connector.Host.Plugins;
using Connector.Host.Signing;

namespace Connector.Host.Receivers;

/// <summary>
/// Sends requests to a receiver, right ones and wrong ones. Signs by itself, apart from the adapter, so that the two are
/// witnesses of each other.
/// </summary>
internal sealed class ReceiverCaller(HttpClient http, string url, ReceiverKeys keys, TimeProvider time)
{
    /// <summary>Whether requests are signed.</summary>
    public bool IsSigned => keys.Secret is not null;

    /// <summary>Whether requests carry a token, or a user and a password.</summary>
    public bool IsAuthorized => keys.Bearer is not null || keys.User is not null;

    /// <summary>A client that shows answers as they come: nothing is repeated, redirected or asked for compressed.</summary>
    public static HttpClient CreateClient()
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = StoreHttpClient.ConnectTimeout }) { Timeout = StoreHttpClient.Timeout };
        client.DefaultRequestHeaders.UserAgent.ParseAdd(StoreHttpClient.UserAgent);
        return client;
    }

    public static string NewId(string prefix) => prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));

    /// <summary>Asks for a route: <c>stock?limit=10</c>.</summary>
    public Task<ReceiverAnswer> GetAsync(string route, CancellationToken cancellationToken, ReceiverTrick? trick = null) =>
        SendAsync(HttpMethod.Get, route, NewId("rd_"), null, trick ?? new ReceiverTrick(), cancellationToken);

    /// <summary>Sends a batch.</summary>
    public Task<ReceiverAnswer> PostAsync(string id, JsonObject batch, CancellationToken cancellationToken, ReceiverTrick? trick = null) =>
        SendAsync(HttpMethod.Post, "stock", id, Encoding.UTF8.GetBytes(batch.ToJsonString()), trick ?? new ReceiverTrick(), cancellationToken);

    private async Task<ReceiverAnswer> SendAsync(HttpMethod method, string route, string id, byte[]? body, ReceiverTrick trick, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri($"{url.TrimEnd('/')}/{route}"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (!trick.WithoutAuthorization && keys.Bearer is { } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        else if (!trick.WithoutAuthorization && keys.User is { } user)
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{keys.Password}")));
        var timestamp = WebhookSignature.Timestamp(time.GetUtcNow() - trick.Age);
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp);
        if (keys.Secret is { } secret && trick.Signature(WebhookSignature.Of(secret, id, timestamp, body)) is { } signature)
            request.Headers.TryAddWithoutValidation("webhook-signature", signature);
        if (body is not null)
        {
            request.Headers.Add("Idempotency-Key", id);
            request.Content = new ByteArrayContent(trick.Body(body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        }

        using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var encoding = string.Join(", ", response.Content.Headers.ContentEncoding);
        var text = Plain(await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false), encoding);
        return new ReceiverAnswer { Status = (int)response.StatusCode, Text = text, Json = Parse(text), Encoding = encoding };
    }

    // What is compressed against our wish is a line of its own in the table; the other lines shall tell the rest.
    private static string Plain(byte[] body, string encoding)
    {
        if (encoding is not ("gzip" or "br" or "deflate"))
            return Encoding.UTF8.GetString(body);
        using var packed = new MemoryStream(body);
        using Stream stream = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionMode.Decompress),
            "br" => new BrotliStream(packed, CompressionMode.Decompress),
            _ => new ZLibStream(packed, CompressionMode.Decompress),
        };
        using var reader = new StreamReader(stream, Encoding.UTF8);
        try
        {
            return reader.ReadToEnd();
        }
        catch (InvalidDataException)
        {
            return "";
        }
    }

    private static JsonElement? Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text.TrimStart('\uFEFF'));
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
