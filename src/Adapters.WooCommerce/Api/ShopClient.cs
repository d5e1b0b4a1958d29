using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Connector.Abstractions;
using Connector.Adapters.WooCommerce.Options;

namespace Connector.Adapters.WooCommerce.Api;

/// <summary>
/// Speaks to one shop's REST API. Finds out, at the first contact and only where the plain way fails, where the API is and how
/// the key reaches it, and keeps to that.
/// </summary>
internal sealed class ShopClient : IDisposable
{
    private static readonly HttpRequestOptionsKey<bool> SendOnce = new("connector.send-once");
    private static readonly KeyValuePair<string, string>[] NoParameters = [];

    private readonly TimeProvider time;
    private readonly WooCommerceOptions options;
    private readonly HttpClient http;
    private readonly HttpClient? own;
    private readonly SemaphoreSlim finding = new(1, 1);
    private readonly Contact initial;
    private volatile Contact contact;

    public ShopClient(StoreContext context, WooCommerceOptions options)
    {
        time = context.TimeProvider;
        this.options = options;
        var address = ShopAddress.Of(options.Url);
        contact = initial = new Contact(address, address.IsHttps ? KeyTransport.Basic : KeyTransport.OAuth, IsProven: false);
        if (options.AllowInvalidCertificate && address.IsHttps)
            own = WithoutCertificateCheck(context.HttpClient);
        http = own ?? context.HttpClient;
    }

    /// <summary>Where the API is, as far as it is known.</summary>
    public ShopAddress Address => contact.Address;

    /// <summary>How the key reaches the shop, as far as it is known.</summary>
    public KeyTransport Transport => contact.Transport;

    /// <summary>Asks for a route with the key.</summary>
    /// <returns>Whatever the shop answered, errors included.</returns>
    /// <exception cref="StoreException">There is no answer, or the shop is not where the options say.</exception>
    public async Task<ShopAnswer> GetAsync(string route, IReadOnlyList<KeyValuePair<string, string>> parameters, CancellationToken cancellationToken)
    {
        var known = contact;
        var answer = await SendAsync(known, HttpMethod.Get, route, parameters, null, cancellationToken).ConfigureAwait(false);
        if (IsDoubtful(answer))
        {
            Doubt(known);
            return await FindAsync(known, answer, route, parameters, cancellationToken).ConfigureAwait(false);
        }

        if (!known.IsProven && (answer.IsGood || answer.Error is not null))
            contact = known with { IsProven = true };
        return answer;
    }

    /// <summary>
    /// Sends a body to a route with the key. Only after a read has proven that the address leads to the API: a POST to a wrong
    /// one is answered 200 with the home page.
    /// </summary>
    /// <exception cref="StoreException">The request was not sent. What may have arrived throws <see cref="HttpRequestException"/> or <see cref="OperationCanceledException"/>.</exception>
    public async Task<ShopAnswer> PostAsync(string route, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (!contact.IsProven)
        {
            var probe = await GetAsync("/wc/v3/products", [new("per_page", "1"), new("_fields", "id")], cancellationToken).ConfigureAwait(false);
            if (!probe.IsGood)
                throw ShopFailures.Of(probe, Address);
        }

        var known = contact;
        var answer = await SendAsync(known, HttpMethod.Post, route, NoParameters, body, cancellationToken).ConfigureAwait(false);
        if (IsDoubtful(answer))
            Doubt(known);
        return answer;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        finding.Dispose();
        own?.Dispose();
    }

    private static bool IsDoubtful(ShopAnswer answer) =>
        answer.IsElsewhere || ShopFailures.SawNoKey(answer) || ShopFailures.SignedForAnotherAddress(answer);

    // Permalinks, hosts and proxies change in a service's life: the way is looked for anew.
    private void Doubt(Contact known) => Interlocked.CompareExchange(ref contact, initial, known);

    // The address first, then the ways in which the key may travel there.
    private async Task<ShopAnswer> FindAsync(
        Contact tried, ShopAnswer first, string route, IReadOnlyList<KeyValuePair<string, string>> parameters, CancellationToken cancellationToken)
    {
        await finding.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (contact.IsProven)
                return await SendAsync(contact, HttpMethod.Get, route, parameters, null, cancellationToken).ConfigureAwait(false);
            var address = await LocateAsync(tried.Address, first, cancellationToken).ConfigureAwait(false);
            var answer = first;
            foreach (var transport in TransportsFor(address))
            {
                if (transport == tried.Transport && IsSameWay(address, tried.Address, transport))
                    continue;
                var next = new Contact(address, transport, IsProven: true);
                var other = await SendAsync(next, HttpMethod.Get, route, parameters, null, cancellationToken).ConfigureAwait(false);
                if (!IsDoubtful(other))
                {
                    contact = next;
                    return other;
                }

                // What the shop says of a key that it did see is worth more than what it says of none.
                if (!ShopFailures.SawNoKey(other))
                    answer = other;
            }

            return answer;
        }
        finally
        {
            finding.Release();
        }
    }

    // What the shop calls itself matters to signatures alone.
    private static bool IsSameWay(ShopAddress one, ShopAddress other, KeyTransport transport) =>
        transport == KeyTransport.OAuth ? one == other : (one with { Home = other.Home }) == other;

    private static KeyTransport[] TransportsFor(ShopAddress address) =>
        address.IsHttps ? [KeyTransport.Basic, KeyTransport.Query, KeyTransport.OAuth] : [KeyTransport.OAuth];

    // The root answers without a key; with one that it does not know it answers 401.
    private async Task<ShopAddress> LocateAsync(ShopAddress address, ShopAnswer first, CancellationToken cancellationToken)
    {
        var elsewhere = first;
        foreach (var plain in new[] { false, true })
        {
            var url = (plain ? $"{address.Base}/?rest_route=/&" : $"{address.Base}/wp-json/?") + "_fields=home,namespaces";
            var answer = await ReadAsync(new HttpRequestMessage(HttpMethod.Get, url), cancellationToken).ConfigureAwait(false);
            if (!answer.IsGood || answer.Json.Span[0] != (byte)'{')
            {
                elsewhere = (int)answer.Status is >= 300 and < 400 ? answer : elsewhere;
                continue;
            }

            var root = answer.Read(ShopJson.Default.ShopRoot);
            if (root.Namespaces.Count == 0)
                continue;
            if (!root.Namespaces.Contains("wc/v3"))
                throw new StoreException(StoreFailure.Misconfigured, $"{address.Base} is a WordPress site without WooCommerce's REST API (wc/v3). Activate WooCommerce there, or correct the url.");
            return new ShopAddress(address.Base, root.Home.Length > 0 ? root.Home.TrimEnd('/') : address.Base, plain);
        }

        throw ShopFailures.Of(elsewhere, address);
    }

    private async Task<ShopAnswer> SendAsync(
        Contact via, HttpMethod method, string route, IReadOnlyList<KeyValuePair<string, string>> query, ReadOnlyMemory<byte>? body, CancellationToken cancellationToken)
    {
        var (url, parameters) = via.Address.Of(route, query);
        switch (via.Transport)
        {
            case KeyTransport.Query:
                parameters.AddRange([new("consumer_key", options.ConsumerKey), new("consumer_secret", options.ConsumerSecret)]);
                break;
            case KeyTransport.OAuth:
                parameters = OAuthSignature.Sign(method.Method, via.SignedUrl(route), parameters, options.ConsumerKey, options.ConsumerSecret, time.GetUtcNow());
                break;
        }

        var text = parameters.Count == 0 ? url : $"{url}?{string.Join('&', parameters.Select(parameter => ShopAddress.Encode(parameter.Key, parameter.Value)))}";
        var request = new HttpRequestMessage(method, new Uri(text));
        if (via.Transport == KeyTransport.Basic)
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.ConsumerKey}:{options.ConsumerSecret}")));
        if (via.Transport == KeyTransport.OAuth)
            request.Options.Set(SendOnce, true);
        if (body is { } bytes)
        {
            request.Content = new ReadOnlyMemoryContent(bytes);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return await ReadAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ShopAnswer> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var sent = request;
        // With it WordPress words its own failures in JSON, maintenance included.
        sent.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var timeout = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var response = await http.SendAsync(sent, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
            return new ShopAnswer(response.StatusCode, body, JsonText.Find(body), response.Headers.Location, RetryAfterOf(response), TotalOf(response));
        }
        catch (OperationCanceledException exception) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"The shop did not answer within {options.Timeout.TotalSeconds:0} seconds."), exception);
        }
    }

    private TimeSpan? RetryAfterOf(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > time.GetUtcNow() ? date - time.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };

    private static int? TotalOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("X-WP-Total", out var values) && int.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var total) ? total : null;

#pragma warning disable RS0030, CA5359 // The owner of the shop asked for it, in so many words. The host's client cannot be told to accept a certificate; this one is like it in everything else.
    private static HttpClient WithoutCertificateCheck(HttpClient like)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        handler.SslOptions.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
        var client = new HttpClient(handler) { Timeout = like.Timeout };
        client.DefaultRequestHeaders.UserAgent.ParseAdd(like.DefaultRequestHeaders.UserAgent.ToString() is { Length: > 0 } agent ? agent : "connector");
        return client;
    }
#pragma warning restore RS0030, CA5359

    private sealed record Contact(ShopAddress Address, KeyTransport Transport, bool IsProven)
    {
        // WordPress puts http before its home's address where it sees no TLS, whatever the home's own scheme is: on http, and where
        // TLS ends at a proxy that it was not told about. Where it sees TLS, keys need no signature.
        public string SignedUrl(string route)
        {
            var url = Address.SignedUrl(route);
            return url.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ? "http:" + url["https:".Length..] : url;
        }
    }
}
