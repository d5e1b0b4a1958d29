using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Connector.Host.Receivers;

/// <summary>
/// Sends requests to a receiver, right ones and wrong ones. Signs by itself, apart from the adapter, so that the two are
/// witnesses of each other.
/// </summary>
internal sealed class ReceiverCaller(HttpClient http, string url, ReceiverKeys keys, TimeProvider time)
{
    /// <summary>An answer: its status, and its body where it is JSON.</summary>
    public sealed record Answer(int Status, JsonNode? Json, string Text);

    /// <summary>What is wrong with a request on purpose.</summary>
    public sealed record Trick
    {
        /// <summary>Changes the header <c>webhook-signature</c>; <see langword="null"/> leaves it out.</summary>
        public Func<string, string?> Signature { get; init; } = static signature => signature;

        /// <summary>How old the request claims to be.</summary>
        public TimeSpan Age { get; init; }

        /// <summary>Leaves the token, or user and password, out.</summary>
        public bool WithoutAuthorization { get; init; }
    }

    /// <summary>Whether requests are signed at all.</summary>
    public bool IsSigned => keys.Secret is not null;

    public static string NewId(string prefix) => prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));

    public Task<Answer> GetAsync(string route, CancellationToken cancellationToken, Trick? trick = null) =>
        SendAsync(HttpMethod.Get, route, NewId("rd_"), null, trick ?? new Trick(), cancellationToken);

    public Task<Answer> PostAsync(string id, JsonObject batch, CancellationToken cancellationToken, Trick? trick = null) =>
        SendAsync(HttpMethod.Post, "stock", id, Encoding.UTF8.GetBytes(batch.ToJsonString()), trick ?? new Trick(), cancellationToken);

    private async Task<Answer> SendAsync(HttpMethod method, string route, string id, byte[]? body, Trick trick, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri($"{url.TrimEnd('/')}/{route}"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (!trick.WithoutAuthorization && keys.Bearer is { } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        else if (!trick.WithoutAuthorization && keys.User is { } user)
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{keys.Password}")));
        var timestamp = (time.GetUtcNow() - trick.Age).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp);
        if (keys.Secret is { } secret && trick.Signature(Sign(secret, id, timestamp, body ?? [])) is { } signature)
            request.Headers.TryAddWithoutValidation("webhook-signature", signature);
        if (body is not null)
        {
            request.Headers.Add("Idempotency-Key", id);
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        }

        using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var text = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        return new Answer((int)response.StatusCode, Parse(text), text.Length > 200 ? text[..200] + "…" : text);
    }

    private static string Sign(string secrets, string id, string timestamp, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        return string.Join(' ', secrets.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(secret => Convert.FromBase64String(secret.StartsWith("whsec_", StringComparison.Ordinal) ? secret["whsec_".Length..] : secret))
            .Select(key => "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed))));
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
