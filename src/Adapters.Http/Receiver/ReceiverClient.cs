using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Connector.Abstractions;

namespace Connector.Adapters.Http.Receiver;

/// <summary>Sends signed requests to one site's receiver.</summary>
internal sealed class ReceiverClient
{
    private const int MostBytes = 64 << 20;
    private const int MostShown = 256 << 10;

    private readonly StoreContext context;
    private readonly HttpOptions options;
    private readonly string baseUrl;
    private readonly WebhookSignature? signature;
    private readonly List<string> secrets;

    public ReceiverClient(StoreContext context, HttpOptions options)
    {
        this.context = context;
        this.options = options;
        baseUrl = options.Url.TrimEnd('/');
        secrets = SecretsOf(options);
        if (options.Secret is null && options.Bearer is null && options.User is null)
            throw new StoreException(StoreFailure.Misconfigured, "The store needs a secret, a bearer token or a user with a password: without one anybody could set the site's stock.");
        if (options.Secret is { } secret)
        {
            signature = WebhookSignature.Fault(secret) is { } fault
                ? throw new StoreException(StoreFailure.Misconfigured, fault)
                : new WebhookSignature(secret);
        }
    }

    /// <summary>Asks for a route.</summary>
    /// <param name="route">With its query: <c>stock?limit=500</c>.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    public Task<ReceiverAnswer> GetAsync(string route, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, route, "rd_" + RandomId(), null, cancellationToken);

    /// <summary>Sends a batch.</summary>
    /// <param name="route">The route.</param>
    /// <param name="id">The batch's id: the same for the same batch sent again.</param>
    /// <param name="body">Its JSON.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    public Task<ReceiverAnswer> PostAsync(string route, string id, byte[] body, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, route, id, body, cancellationToken);

    /// <summary>An id nobody has had before.</summary>
    public static string RandomId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(13));

    private async Task<ReceiverAnswer> SendAsync(HttpMethod method, string route, string id, byte[]? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri($"{baseUrl}/{route}"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (options.Bearer is { } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        else if (options.User is { } user)
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", BasicOf(user, options.Password));
        var timestamp = context.TimeProvider.GetUtcNow().ToUnixTimeSeconds();
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        if (signature is not null)
            request.Headers.TryAddWithoutValidation("webhook-signature", signature.Sign(id, timestamp, body ?? []));
        if (body is not null)
        {
            request.Headers.Add("Idempotency-Key", id);
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        }

        using var timeout = new CancellationTokenSource(options.Timeout, context.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var response = await context.HttpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            await response.Content.LoadIntoBufferAsync(MostBytes, either.Token).ConfigureAwait(false);
            var bytes = await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
            return ReceiverAnswer.Of(response, WithoutSecrets(bytes), context.TimeProvider.GetUtcNow());
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new StoreException(StoreFailure.Protocol, $"The site's answer is larger than {MostBytes >> 20} MB. Let GET stock heed “limit”.", exception);
        }
        catch (OperationCanceledException exception) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"The site did not answer within {options.Timeout.TotalSeconds:0} seconds. The connector tries again; if the site is up and slow, raise the option timeout."), exception);
        }
    }

    private static List<string> SecretsOf(HttpOptions options)
    {
        IEnumerable<string?> all =
        [
            .. (options.Secret ?? "").Split(' '), .. (options.Secret ?? "").Replace("whsec_", "", StringComparison.Ordinal).Split(' '), options.Bearer, options.Password,
            options.User is { } user ? BasicOf(user, options.Password) : null,
        ];
        return [.. all.OfType<string>().Where(one => one.Length > 3).OrderByDescending(one => one.Length)];
    }

    private static string BasicOf(string user, string? password) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));

    // Error pages of frameworks show the request with its headers, and beginnings of answers end up in messages.
    private byte[] WithoutSecrets(byte[] bytes)
    {
        if (bytes.Length > MostShown)
            return bytes;
        var text = Encoding.UTF8.GetString(bytes);
        return secrets.Exists(secret => text.Contains(secret, StringComparison.Ordinal))
            ? Encoding.UTF8.GetBytes(secrets.Aggregate(text, static (shown, secret) => shown.Replace(secret, "…", StringComparison.Ordinal)))
            : bytes;
    }
}
