using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Connector.Abstractions;
using Connector.Adapters.PrestaShop.Options;

namespace Connector.Adapters.PrestaShop.Api;

/// <summary>
/// Speaks to one shop's webservice. Finds out where the plain way fails whether the host drops the Authorization header, lacks
/// URL rewriting, or blocks PUT and PATCH, and keeps to what worked.
/// </summary>
internal sealed class WebserviceClient
{
    private static readonly KeyValuePair<string, string>[] NoParameters = [];

    private readonly TimeProvider time;
    private readonly HttpClient http;
    private readonly PrestaShopOptions options;
    private readonly string baseUrl;
    private readonly string key;
    private volatile bool keyInQuery;
    private volatile bool viaDispatcher;
    private volatile bool viaPost;

    public WebserviceClient(StoreContext context, PrestaShopOptions options)
    {
        time = context.TimeProvider;
        http = context.HttpClient;
        this.options = options;
        key = options.Key.Trim();
        var url = options.Url.Trim().TrimEnd('/');
        baseUrl = url.EndsWith("/api", StringComparison.OrdinalIgnoreCase) ? url[..^"/api".Length] : url;
    }

    /// <summary>The shop's version, as its last answer told it.</summary>
    public Version? Version { get; private set; }

    /// <summary>The parameters that choose the shop of a multistore.</summary>
    public IEnumerable<KeyValuePair<string, string>> ShopContext =>
        options.ShopId is { } shop ? [new("id_shop", shop.ToString(CultureInfo.InvariantCulture))] : NoParameters;

    /// <summary>Asks for a resource.</summary>
    /// <param name="resource">For example <c>products</c>; empty for the root.</param>
    /// <param name="parameters">The query.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>Whatever the shop answered, errors included.</returns>
    public async Task<ShopAnswer> GetAsync(string resource, IReadOnlyList<KeyValuePair<string, string>> parameters, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(HttpMethod.Get, resource, parameters, null, cancellationToken).ConfigureAwait(false);
        if (!keyInQuery && IsWithoutKey(answer))
        {
            keyInQuery = true;
            answer = await SendAsync(HttpMethod.Get, resource, parameters, null, cancellationToken).ConfigureAwait(false);
        }

        if (!viaDispatcher && answer.Status == HttpStatusCode.NotFound && !answer.IsOfWebservice)
        {
            viaDispatcher = true;
            var other = await SendAsync(HttpMethod.Get, resource, parameters, null, cancellationToken).ConfigureAwait(false);
            if (other.IsOfWebservice)
                return !keyInQuery && IsWithoutKey(other) ? await GetAsync(resource, parameters, cancellationToken).ConfigureAwait(false) : other;
            viaDispatcher = false;
        }

        return answer;
    }

    /// <summary>Sends rows, with PATCH or PUT, or with a POST that says which where the web server blocks them.</summary>
    public async Task<ShopAnswer> WriteAsync(HttpMethod method, string resource, IReadOnlyList<KeyValuePair<string, string>> parameters, byte[] body, CancellationToken cancellationToken)
    {
        var answer = await SendWriteAsync(method, resource, parameters, body, cancellationToken).ConfigureAwait(false);
        if (!viaPost && answer.Status is HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented or HttpStatusCode.Forbidden && !answer.IsOfWebservice)
        {
            viaPost = true;
            var other = await SendWriteAsync(method, resource, parameters, body, cancellationToken).ConfigureAwait(false);
            if (other.IsOfWebservice)
                return other;
            viaPost = false;
        }

        return answer;
    }

    private Task<ShopAnswer> SendWriteAsync(HttpMethod method, string resource, IReadOnlyList<KeyValuePair<string, string>> parameters, byte[] body, CancellationToken cancellationToken) => viaPost
        ? SendAsync(HttpMethod.Post, resource, [.. parameters, new("ps_method", method.Method)], body, cancellationToken)
        : SendAsync(method, resource, parameters, body, cancellationToken);

    // “401 Unauthorized” as plain text: no key reached PHP.
    private static bool IsWithoutKey(ShopAnswer answer) => answer.Status == HttpStatusCode.Unauthorized && answer.Errors.Count == 0;

    private async Task<ShopAnswer> SendAsync(
        HttpMethod method, string resource, IReadOnlyList<KeyValuePair<string, string>> parameters, byte[]? body, CancellationToken cancellationToken)
    {
        IEnumerable<KeyValuePair<string, string>> query = parameters;
        if (viaDispatcher)
            query = query.Prepend(new("url", resource));
        if (keyInQuery)
            query = query.Append(new("ws_key", key));
        var text = string.Join('&', query.Select(one => $"{Uri.EscapeDataString(one.Key)}={Uri.EscapeDataString(one.Value)}"));
        var address = (viaDispatcher ? $"{baseUrl}/webservice/dispatcher.php" : $"{baseUrl}/api/{resource}") + (text.Length > 0 ? "?" + text : "");
        using var request = new HttpRequestMessage(method, new Uri(address));
        if (!keyInQuery)
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(key + ":")));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/xml") { CharSet = "utf-8" };
        }

        using var timeout = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            var answered = AnswerReader.Trim(Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false)));
            var json = AnswerReader.Json(answered);
            var version = VersionOf(response);
            Version = version ?? Version;
            return new ShopAnswer(response.StatusCode, answered, json, AnswerReader.Errors(answered, json), version, HostOf(response.Headers.Location), RetryAfterOf(response));
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

    // “0” where the key was not accepted.
    private static Version? VersionOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("PSWS-Version", out var values) && System.Version.TryParse(values.FirstOrDefault(), out var version) ? version : null;

    private static string? HostOf(Uri? location) => location is { IsAbsoluteUri: true } ? location.GetLeftPart(UriPartial.Authority) : null;
}
