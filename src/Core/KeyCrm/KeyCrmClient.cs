using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Connector.Core.Stock;
using Connector.Core.Telemetry;
using Polly;
using Polly.Retry;

namespace Connector.Core.KeyCrm;

/// <summary>
/// Reads stock from one keyCRM account, within the key's budget. An answer that is not the JSON that was asked for is a failed
/// read and is asked for again, with jittered back-off, before it is given up.
/// </summary>
internal sealed class KeyCrmClient
{
    /// <summary>The most offers keyCRM gives in one answer (facts: keycrm §4).</summary>
    public const int PageSize = 50;

    private const int Retries = 5;
    private static readonly TimeSpan TryTimeout = TimeSpan.FromSeconds(30);

    private readonly HttpClient http;
    private readonly KeyCrmOptions options;
    private readonly RequestBudget budget;
    private readonly Func<Observation> observe;
    private readonly Action<string> countRequest;
    private readonly TimeProvider time;
    private readonly ResiliencePipeline<StocksPage> pipeline;
    private int requests;

    public KeyCrmClient(
        HttpClient http, KeyCrmOptions options, RequestBudget budget, Func<Observation> observe, Action<string> countRequest,
        Action<string> onRetry, TimeProvider time)
    {
        this.http = http;
        this.options = options;
        this.budget = budget;
        this.observe = observe;
        this.countRequest = countRequest;
        this.time = time;
        pipeline = new ResiliencePipelineBuilder<StocksPage> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<StocksPage>
            {
                MaxRetryAttempts = Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Randomizer = () => Jitter.Next(),
                Delay = TimeSpan.FromMilliseconds(500),
                MaxDelay = TimeSpan.FromSeconds(30),
                ShouldHandle = new PredicateBuilder<StocksPage>().Handle<KeyCrmException>(exception => exception.IsTransient),
                // After a refusal the budget itself waits.
                DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(
                    arguments.Outcome.Exception is KeyCrmException { Failure: KeyCrmFailure.Throttled } ? TimeSpan.Zero : null),
                OnRetry = arguments =>
                {
                    onRetry($"{arguments.Outcome.Exception!.Message} Trying again ({arguments.AttemptNumber + 1} of {Retries}).");
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    /// <summary>Requests made so far, retries included.</summary>
    public int Requests => Volatile.Read(ref requests);

    /// <summary>One page of the whole account.</summary>
    public Task<StocksPage> ReadPageAsync(int page, bool details, CancellationToken cancellationToken) =>
        ReadAsync(
            () => (string.Create(CultureInfo.InvariantCulture, $"offers/stocks?limit={PageSize}&page={page}{Details(details)}"),
                string.Create(CultureInfo.InvariantCulture, $"page {page} of the stocks")),
            RequestPriority.Background,
            static _ => null,
            cancellationToken);

    /// <summary>Named offers, at most <see cref="PageSize"/>. Checks that only these came back.</summary>
    /// <param name="choose">Names them when the request's turn has come.</param>
    /// <param name="details">Whether the rows by warehouse are asked for.</param>
    /// <param name="priority">Whose turn it is.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>What keyCRM says of them; offers that are gone are not in it.</returns>
    public async Task<StocksPage> ReadOffersAsync(
        Func<IReadOnlyCollection<long>> choose, bool details, RequestPriority priority, CancellationToken cancellationToken)
    {
        IReadOnlyCollection<long> offers = [];
        var page = await ReadAsync(
            () =>
            {
                offers = offers.Count > 0 ? offers : choose();
                ArgumentOutOfRangeException.ThrowIfGreaterThan(offers.Count, PageSize);
                return (string.Create(CultureInfo.InvariantCulture, $"offers/stocks?limit={PageSize}&page=1{Details(details)}&filter[offers_id]={string.Join(',', offers)}"),
                    string.Create(CultureInfo.InvariantCulture, $"{offers.Count} named offers"));
            },
            priority,
            DoubtIn,
            cancellationToken).ConfigureAwait(false);
        var asked = offers.ToHashSet();
        return page.Levels.All(level => asked.Contains(level.Offer))
            ? page
            : throw new KeyCrmException(KeyCrmFailure.Protocol,
                $"keyCRM account {options.Account}: asked for {offers.Count} named offers, and others came back. keyCRM ignored the filter; nothing of the answer counts.");
    }

    // An offer that is not in the answer counts as gone from keyCRM: an answer that does not add up must not say so.
    private static string? DoubtIn(StocksPage page)
    {
        var different = page.Levels.DistinctBy(level => level.Offer).Count();
        return page.CurrentPage == 1 && (page.Levels.Count >= PageSize || page.Total == page.Levels.Count) && different == page.Levels.Count
            ? null
            : $"keyCRM says page {page.CurrentPage} with {page.Total} offers, and gave {different}";
    }

    private static string Details(bool details) => details ? "&filter[details]=true" : "";

    private async Task<StocksPage> ReadAsync(
        Func<(string Path, string What)> compose, RequestPriority priority, Func<StocksPage, string?> doubtIn, CancellationToken cancellationToken) =>
        await pipeline.ExecuteAsync(async token =>
        {
            var (page, what) = await TryReadAsync(compose, priority, token).ConfigureAwait(false);
            return doubtIn(page) is { } doubt ? throw Failed(KeyCrmFailure.Protocol, what, doubt) : page;
        }, cancellationToken).ConfigureAwait(false);

    private async Task<(StocksPage Page, string What)> TryReadAsync(Func<(string Path, string What)> compose, RequestPriority priority, CancellationToken cancellationToken)
    {
        await budget.AcquireAsync(priority, cancellationToken).ConfigureAwait(false);
        var what = "keyCRM";
        using var timed = ConnectorTelemetry.KeyCrmRequest(options.Account);
        try
        {
            (var path, what) = compose();
            Interlocked.Increment(ref requests);
            countRequest(options.Account);
            var observation = observe();
            using var timeout = new CancellationTokenSource(TryTimeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(options.BaseUrl.AbsoluteUri.TrimEnd('/') + "/"), path));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Key);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, either.Token).ConfigureAwait(false);
            Check(response, what);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
            var page = StocksPageReader.Read(body, observation);
            timed.Outcome = "ok";
            return (page, what);
        }
        catch (FormatException exception)
        {
            throw Failed(KeyCrmFailure.Protocol, what, exception.Message, exception);
        }
        catch (HttpRequestException exception)
        {
            throw Failed(KeyCrmFailure.Unreachable, what, exception.Message, exception);
        }
        catch (IOException exception)
        {
            throw Failed(KeyCrmFailure.Unreachable, what, exception.Message, exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed(KeyCrmFailure.Unreachable, what, $"no answer within {TryTimeout.TotalSeconds:0} s", exception);
        }
        finally
        {
            budget.Complete();
        }
    }

    private void Check(HttpResponseMessage response, string what)
    {
        var isRefused = response.StatusCode == HttpStatusCode.TooManyRequests;
        // A refusal says "0 remaining" in any case; it is its pause that counts.
        budget.Observe(Header(response, "X-RateLimit-Limit"), isRefused ? null : Header(response, "X-RateLimit-Remaining"));
        var status = (int)response.StatusCode;
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                return;
            case HttpStatusCode.TooManyRequests:
                budget.Refused(RetryAfter(response));
                throw Failed(KeyCrmFailure.Throttled, what,
                    "429, too many requests. The connector slows down by itself; if this repeats, lower requestsPerMinute or see what else uses the key");
            case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden:
                throw Failed(KeyCrmFailure.Unauthorized, what,
                    $"{status}, the API key is refused. Copy it anew from keyCRM: Settings → General → API key");
            case HttpStatusCode.NotFound:
                throw Failed(KeyCrmFailure.Misconfigured, what,
                    $"404, there is no keyCRM API at {options.BaseUrl}. Check baseUrl; keyCRM's is https://openapi.keycrm.app/v1");
            default:
                throw Failed(KeyCrmFailure.Unreachable, what, $"status {status}");
        }
    }

    private KeyCrmException Failed(KeyCrmFailure failure, string what, string fault, Exception? cause = null) =>
        new(failure, $"keyCRM account {options.Account}: {what} could not be read: {fault}.", cause);

    private TimeSpan? RetryAfter(HttpResponseMessage response) =>
        response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => null,
        };

    private static int? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values)
        && int.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
