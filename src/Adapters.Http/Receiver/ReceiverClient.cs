using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Connector.Abstractions;

namespace Connector.Adapters.Http.Receiver;

/// <summary>Sends signed requests to one site's receiver.</summary>
internal sealed partial class ReceiverClient
{
    private const int ShownText = 160;

    private readonly StoreContext context;
    private readonly HttpOptions options;
    private readonly string baseUrl;
    private readonly WebhookSignature? signature;

    public ReceiverClient(StoreContext context, HttpOptions options)
    {
        this.context = context;
        this.options = options;
        baseUrl = options.Url.TrimEnd('/');
        if (options.Secret is null && options.Bearer is null && options.User is null)
            throw new StoreException(StoreFailure.Misconfigured, "The store needs a secret, a bearer token or a user with a password: without one anybody could set the site's stock.");
        try
        {
            signature = options.Secret is { } secret ? new WebhookSignature(secret) : null;
        }
        catch (FormatException exception)
        {
            throw new StoreException(StoreFailure.Misconfigured, "The option secret is no base64 behind whsec_. Make one with: echo whsec_$(openssl rand -base64 32)", exception);
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
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{options.Password}")));
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
            var bytes = await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
            return new ReceiverAnswer(response.StatusCode, Parse(bytes), Shown(bytes), response.Headers.Location, RetryAfterOf(response));
        }
        catch (OperationCanceledException exception) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"The site did not answer within {options.Timeout.TotalSeconds:0} seconds. The connector tries again; if the site is up and slow, raise the option timeout."), exception);
        }
    }

    private TimeSpan? RetryAfterOf(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > context.TimeProvider.GetUtcNow() ? date - context.TimeProvider.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };

    private static JsonElement? Parse(byte[] bytes)
    {
        try
        {
            var text = bytes.AsMemory();
            if (text.Span.StartsWith("\uFEFF"u8))
                text = text[3..];
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Shown(byte[] bytes)
    {
        var text = Spaces().Replace(Tags().Replace(Encoding.UTF8.GetString(bytes, 0, Math.Min(bytes.Length, 4000)), " "), " ").Trim();
        return text.Length <= ShownText ? text : text[..ShownText] + "…";
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
