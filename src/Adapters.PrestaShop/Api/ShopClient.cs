using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Connector.Abstractions;
using Connector.Adapters.PrestaShop.Options;

namespace Connector.Adapters.PrestaShop.Api;

/// <summary>
/// Speaks to one shop's webservice. Finds out, only where the plain way fails, whether the dispatcher has to be asked and
/// whether the key has to travel in the query, and keeps to that.
/// </summary>
internal sealed class ShopClient
{
    private const int MostWays = 4;

    private readonly StoreContext context;
    private readonly PrestaShopOptions options;
    private volatile Way way;

    public ShopClient(StoreContext context, PrestaShopOptions options)
    {
        this.context = context;
        this.options = options;
        way = new Way(ShopAddress.Of(options.Url), KeyInQuery: false);
    }

    /// <summary>The shop's version; <see langword="null"/> until it has answered. 1.7.8 tells it to strangers too, so it proves nothing.</summary>
    public Version? Version { get; private set; }

    /// <summary>Whether the webservice is reached at its dispatcher.</summary>
    public bool ByDispatcher => way.Address.ByDispatcher;

    /// <summary>Whether the key travels in the query.</summary>
    public bool KeyInQuery => way.KeyInQuery;

    /// <summary>The bytes that a query may take beside this one: web servers take addresses of 8 KB, a part of them is used up.</summary>
    public int MostQueryBytes => 6000 - way.Address.Base.Length;

    /// <summary>Asks for a resource, with the shop's number if one is configured.</summary>
    /// <param name="resource">Empty for the list of resources, which is XML: as JSON it is an empty 500 in 8 and 9.</param>
    /// <param name="query">Not escaped; no empty filter.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>Whatever the shop answered, errors included.</returns>
    public async Task<ShopAnswer> GetAsync(string resource, IReadOnlyList<KeyValuePair<string, string>> query, CancellationToken cancellationToken)
    {
        var tried = way;
        var first = await SendAsync(tried, HttpMethod.Get, resource, query, null, cancellationToken).ConfigureAwait(false);
        var answer = first;
        for (var i = 1; i < MostWays && Other(tried, answer) is { } other; i++)
        {
            tried = other;
            answer = await SendAsync(tried, HttpMethod.Get, resource, query, null, cancellationToken).ConfigureAwait(false);
        }

        if (answer.SawNoKey || answer.IsElsewhere)
            return first;
        if (answer.IsSigned || answer.IsJson)
            way = tried;
        return answer;
    }

    /// <summary>Asks for rows.</summary>
    /// <exception cref="StoreException">They could not be read.</exception>
    public async Task<List<T>> ListAsync<T>(
        string resource, string display, IEnumerable<KeyValuePair<string, string>> query, Func<RowReader, T> read, CancellationToken cancellationToken)
    {
        var answer = await GetAsync(resource, [new("display", display), .. query, new("sort", "[id_ASC]")], cancellationToken).ConfigureAwait(false);
        return answer.IsJson ? ShopRows.Of(answer.Body, resource, read) : throw Failure(answer);
    }

    /// <summary>Sends stock rows.</summary>
    /// <param name="method">PUT or PATCH.</param>
    /// <param name="asPost">Whether it has to be sent as a POST, because the web server lets nothing else through.</param>
    /// <param name="body">XML: no version takes JSON.</param>
    /// <param name="cancellationToken">Ends the call early; what was sent may be carried out.</param>
    public Task<ShopAnswer> WriteAsync(HttpMethod method, bool asPost, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) => SendAsync(
        way,
        asPost ? HttpMethod.Post : method,
        "stock_availables",
        asPost ? [new("display", "full"), new("ps_method", method.Method)] : [new("display", "full")],
        body,
        cancellationToken);

    /// <summary>The failure that an answer means.</summary>
    public StoreException Failure(ShopAnswer answer) => ShopFailures.Of(answer, way.Address, options.ShopId);

    private static Way? Other(Way tried, ShopAnswer answer) =>
        answer.SawNoKey && !tried.KeyInQuery ? tried with { KeyInQuery = true }
        : answer.IsElsewhere && !tried.Address.ByDispatcher ? tried with { Address = tried.Address with { ByDispatcher = true } }
        : null;

    private async Task<ShopAnswer> SendAsync(
        Way via, HttpMethod method, string resource, IReadOnlyList<KeyValuePair<string, string>> query, ReadOnlyMemory<byte>? body, CancellationToken cancellationToken)
    {
        List<KeyValuePair<string, string>> parameters = [.. query];
        if (resource.Length > 0)
            parameters.Add(new("output_format", "JSON"));
        // Never id_shop_group: written under it, a parent's sum goes stale.
        if (options.ShopId is { } shop)
            parameters.Add(new("id_shop", shop.ToString(CultureInfo.InvariantCulture)));
        if (via.KeyInQuery)
            parameters.Add(new("ws_key", options.Key));
        using var request = new HttpRequestMessage(method, new Uri(via.Address.Of(resource, parameters)));
        if (!via.KeyInQuery)
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(options.Key + ":")));
        if (body is { } bytes)
        {
            request.Content = new ReadOnlyMemoryContent(bytes);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/xml") { CharSet = "utf-8" };
        }

        using var timeout = new CancellationTokenSource(options.Timeout, context.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var response = await context.HttpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            return Understood(response, await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException exception) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"The shop did not answer within {options.Timeout.TotalSeconds:0} seconds."), exception);
        }
    }

    private ShopAnswer Understood(HttpResponseMessage response, byte[] body)
    {
        var signed = response.Headers.TryGetValues("PSWS-Version", out var versions);
        if (signed && Version.TryParse(versions!.First(), out var version) && version.Major > 0)
            Version = version;
        return new ShopAnswer
        {
            Status = response.StatusCode,
            Body = ShopAnswer.Trim(body),
            Location = response.Headers.Location,
            RetryAfter = response.Headers.RetryAfter switch
            {
                { Delta: { } delta } => delta,
                { Date: { } date } => date > context.TimeProvider.GetUtcNow() ? date - context.TimeProvider.GetUtcNow() : TimeSpan.Zero,
                _ => null,
            },
            IsSigned = signed,
        };
    }

    private sealed record Way(ShopAddress Address, bool KeyInQuery);
}
