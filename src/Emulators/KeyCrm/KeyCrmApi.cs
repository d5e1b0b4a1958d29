using Connector.Emulators.Faults;
using Connector.Emulators.Http;
using Microsoft.AspNetCore.Http;

namespace Connector.Emulators.KeyCrm;

/// <summary>
/// One request's way through the emulator: log, route, key, limit, delay, faults, answer. The order of the first four is
/// Laravel's: an unknown path or a wrong key does not count against the limit.
/// </summary>
internal sealed class KeyCrmApi(KeyCrmEmulator emulator, KeyCrmEmulatorOptions options)
{
    private const string Prefix = "/v1";

    private readonly TimeProvider _time = options.TimeProvider;
    private readonly RateLimit? _limit = options.RequestsPerMinute is { } limit ? new RateLimit(limit, options.LimitWindow) : null;

    public async Task HandleAsync(HttpContext context)
    {
        var cancellationToken = context.RequestAborted;
        if (!context.Request.Path.StartsWithSegments(Prefix, StringComparison.Ordinal, out var rest))
        {
            await ReplyWriter.WriteAsync(context, ErrorReplies.AsHtml(ErrorReplies.NotFound("")), _time, cancellationToken);
            return;
        }

        var path = rest.Value!.TrimEnd('/');
        var now = _time.GetUtcNow();
        var entry = emulator.Requests.Arrive(now, context.Request.Method, path, KeyCrmQuery.Decode(context.Request.QueryString));

        // Read before anything can wait, so that a client never hangs in its own sending.
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, cancellationToken);

        var reply = Refusal(context.Request, path, now, out var remaining);
        if (reply is { Status: 429 })
            emulator.Requests.Update(entry, static request => request with { Refused = true });
        IReadOnlyList<HttpFault> faults = reply is null ? emulator.Faults.Take(entry.Request) : [];
        var delay = faults.Aggregate(options.Latency, static (sum, fault) => sum + fault.DelayBy);
        if (delay > TimeSpan.Zero)
            await Task.Delay(delay, _time, cancellationToken);

        reply ??= Answer(entry.Request, body.ToArray(), faults, remaining);
        if (reply.Status >= 400 && emulator.Quirks.HtmlErrorsUnlessJsonAccepted && !AcceptsJson(context.Request))
            reply = ErrorReplies.AsHtml(reply);
        reply = faults.Aggregate(reply, static (altered, fault) => fault.AlterReply(altered));
        emulator.Requests.Update(entry, request => request with
        {
            Status = reply.Dropped ? null : reply.Status,
            Faults = [.. faults.Select(static fault => fault.Name)],
        });
        await ReplyWriter.WriteAsync(context, reply, _time, cancellationToken);
    }

    private static bool AcceptsJson(HttpRequest request) =>
        request.Headers.Accept.Any(static accept => accept?.Contains("json", StringComparison.OrdinalIgnoreCase) ?? false);

    private Reply? Refusal(HttpRequest request, string path, DateTimeOffset now, out int? remaining)
    {
        remaining = null;
        var allowed = path switch
        {
            "/offers/stocks" => "GET, PUT",
            "/offers" => "GET",
            _ => null,
        };
        if (allowed is null)
            return ErrorReplies.NotFound(path);
        if (!allowed.Split(", ").Contains(request.Method))
            return ErrorReplies.MethodNotAllowed(request.Method, allowed);
        if (!string.Equals(request.Headers.Authorization, $"Bearer {emulator.ApiKey}", StringComparison.Ordinal))
            return ErrorReplies.Unauthenticated();
        if (_limit is null)
            return null;
        var decision = _limit.Take(now);
        remaining = decision.Remaining;
        return decision.Allowed
            ? null
            : ErrorReplies.TooManyAttempts(decision, _limit.RequestsPerMinute, now, options.SendRateLimitHeaders);
    }

    private Reply Answer(KeyCrmRequest request, ReadOnlySpan<byte> body, IReadOnlyList<HttpFault> faults, int? remaining)
    {
        var listFaults = faults.OfType<KeyCrmFault>().ToList();
        var quirks = emulator.Quirks;
        var reply = request.Route switch
        {
            "PUT /offers/stocks" => StockUpdate.Apply(emulator.Catalogue, body),
            "GET /offers/stocks" => List(
                request, quirks, StocksList.Parse(request.Query, quirks), StocksList.Writer(request.Query, emulator.Catalogue.Warehouses), listFaults),
            _ => List(request, quirks, OffersList.Parse(request.Query, quirks), OffersList.Writer(request.Query), listFaults),
        };
        return _limit is not null && remaining is { } left && options.SendRateLimitHeaders
            ? ErrorReplies.WithLimit(reply, _limit.RequestsPerMinute, left)
            : reply;
    }

    private Reply List(
        KeyCrmRequest request,
        KeyCrmQuirks quirks,
        (KeyCrmQuery? Query, Reply? Refusal) parsed,
        PageWriter.WriteOffer writeOffer,
        List<KeyCrmFault> faults)
    {
        if (parsed.Query is null)
            return parsed.Refusal!;
        foreach (var fault in faults)
            fault.AlterCatalogue(emulator.Catalogue);
        var query = faults.Aggregate(parsed.Query, static (altered, fault) => fault.AlterQuery(altered));
        var page = faults.Aggregate(KeyCrmPage.Read(emulator.Catalogue, query), static (altered, fault) => fault.AlterPage(altered));
        return new Reply { Status = 200, Body = PageWriter.Write(page, emulator.BaseUrl + request.Path, quirks, writeOffer) };
    }
}
