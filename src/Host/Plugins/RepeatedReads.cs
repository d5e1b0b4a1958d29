using System.Net;

namespace Connector.Host.Plugins;

/// <summary>
/// Sends a plain read again when the shop was busy or the connection broke: an index of a shop is dozens of reads, and one
/// hiccup must not cost them all. Writes are never sent again here: the engine decides about those, with the newest number.
/// </summary>
internal sealed class RepeatedReads : DelegatingHandler
{
    /// <summary>How often a read is sent at most.</summary>
    public const int MaxAttempts = 3;

    /// <summary>The longest pause that a shop may ask for without the call being given up.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Set to <see langword="true"/> on requests that may not be sent twice as they are, for example because a nonce is in
    /// their signature. The key's name is the contract: plug-ins make a key of their own with it.
    /// </summary>
    public static readonly HttpRequestOptionsKey<bool> SendOnce = new("connector.send-once");

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    private readonly TimeProvider time;

    public RepeatedReads(TimeProvider time, HttpMessageHandler inner)
        : base(inner) => this.time = time;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var isRepeatable = (request.Method == HttpMethod.Get || request.Method == HttpMethod.Head) && request.Content is null
            && !(request.Options.TryGetValue(SendOnce, out var once) && once);
        for (var attempt = 1; ; attempt++)
        {
            var isLast = !isRepeatable || attempt == MaxAttempts;
            HttpResponseMessage? response = null;
            try
            {
                response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            }
            catch (HttpRequestException exception) when (!isLast && exception.HttpRequestError is HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse)
            {
                // The shop was there and hung up. One that cannot be reached at all, or shows a wrong certificate, is reported at once.
            }

            if (response is not null && (isLast || !IsBusy(response.StatusCode) || PauseAsked(response) > LongestPause))
                return response;
            var pause = (response is null ? null : PauseAsked(response)) ?? Jittered(FirstPause * attempt * attempt);
            response?.Dispose();
            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool IsBusy(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    private TimeSpan? PauseAsked(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > time.GetUtcNow() ? date - time.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };

    private static TimeSpan Jittered(TimeSpan pause)
    {
#pragma warning disable CA5394 // Jitter needs no secrecy.
        return pause * (0.75 + (Random.Shared.NextDouble() / 2));
#pragma warning restore CA5394
    }
}
