using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Connector.Abstractions;
using Connector.Adapters.CsCart.Options;

namespace Connector.Adapters.CsCart.Api;

/// <summary>
/// Speaks to one shop's REST API. Finds out at the first contact, and only where the plain way fails, whether the shop has
/// rewrite rules, and keeps to that.
/// </summary>
internal sealed class ShopClient : IDisposable
{
    private static readonly KeyValuePair<string, string>[] OneRow = [new("items_per_page", "1")];

    private readonly StoreContext context;
    private readonly TimeSpan timeout;
    private readonly AuthenticationHeaderValue key;
    private readonly SemaphoreSlim finding = new(1, 1);
    private volatile ShopAddress address;
    private volatile bool isProven;

    public ShopClient(StoreContext context, CsCartOptions options)
    {
        this.context = context;
        timeout = options.Timeout;
        key = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.Email}:{options.ApiKey}")));
        address = ShopAddress.Of(options.Url, options.ApiVersion);
    }

    /// <summary>The shop's address, as configured.</summary>
    public string Base => address.Base;

    /// <summary>Whether the shop is reached through <c>api.php</c>, as far as it is known.</summary>
    public bool IsPlain => address.IsPlain;

    /// <summary>Whether the key travels unseen by others.</summary>
    public bool IsHttps => Base.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    /// <summary>The time.</summary>
    public TimeProvider Time => context.TimeProvider;

    /// <summary>Asks for a list. A list that is not there means that the address is wrong.</summary>
    /// <returns>Whatever the shop answered, errors included.</returns>
    /// <exception cref="HttpRequestException">There is no answer, or half of one.</exception>
    /// <exception cref="TimeoutException">There is none in time.</exception>
    public async Task<ShopAnswer> GetListAsync(string route, IReadOnlyList<KeyValuePair<string, string>> query, CancellationToken cancellationToken)
    {
        var tried = address;
        var answer = await SendAsync(tried, HttpMethod.Get, route, query, null, cancellationToken).ConfigureAwait(false);
        if (isProven)
            return answer;
        if (!answer.IsElsewhere)
        {
            isProven = answer.IsGood;
            return answer;
        }

        await finding.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var plain = tried with { IsPlain = true };
            var other = await SendAsync(plain, HttpMethod.Get, route, query, null, cancellationToken).ConfigureAwait(false);
            if (other.IsElsewhere)
                return answer;
            if (other.IsGood && !isProven)
            {
                Log.WithoutRewriting(context.Logger, context.StoreId.Value);
                address = plain;
                isProven = true;
            }

            return other;
        }
        finally
        {
            finding.Release();
        }
    }

    /// <summary>Asks for one thing; what it throws, see <see cref="GetListAsync"/>.</summary>
    public async Task<ShopAnswer> GetAsync(string route, CancellationToken cancellationToken)
    {
        await ProveAsync(cancellationToken).ConfigureAwait(false);
        return await SendAsync(address, HttpMethod.Get, route, [], null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks the root what the shop is; not documented, and so not answered everywhere.</summary>
    public async Task<ShopAnswer> GetRootAsync(KeyValuePair<string, string> query, CancellationToken cancellationToken)
    {
        await ProveAsync(cancellationToken).ConfigureAwait(false);
        return await SendAsync(address, HttpMethod.Get, "", [query], null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a body. What was thrown after it left may have arrived all the same.</summary>
    public async Task<ShopAnswer> PutAsync(string route, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        await ProveAsync(cancellationToken).ConfigureAwait(false);
        return await SendAsync(address, HttpMethod.Put, route, [], body, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public void Dispose() => finding.Dispose();

    // A 404 says that a thing is gone only where the address is known to be right.
    private async Task ProveAsync(CancellationToken cancellationToken)
    {
        if (isProven)
            return;
        var answer = await GetListAsync("products", OneRow, cancellationToken).ConfigureAwait(false);
        if (!answer.IsGood)
            throw ShopFailures.Of(answer, this);
    }

    private async Task<ShopAnswer> SendAsync(
        ShopAddress to, HttpMethod method, string route, IReadOnlyList<KeyValuePair<string, string>> query, ReadOnlyMemory<byte>? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, to.Of(route, query));
        request.Headers.Authorization = key;
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (body is { } bytes)
        {
            request.Content = new ReadOnlyMemoryContent(bytes);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        using var ending = new CancellationTokenSource(timeout, context.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ending.Token, cancellationToken);
        try
        {
            using var response = await context.HttpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            var answered = await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
            return new ShopAnswer(response.StatusCode, answered, ShopAnswer.Parse(answered), response.Headers.Location, RetryAfterOf(response));
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"The shop did not answer within {timeout.TotalSeconds:0} seconds."), exception);
        }
        catch (IOException exception)
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection broke in the middle of the shop's answer.", exception);
        }
    }

    private TimeSpan? RetryAfterOf(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > context.TimeProvider.GetUtcNow() ? date - context.TimeProvider.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };
}
