using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Web;

namespace Connector.Simulation.Tests;

/// <summary>keyCRM's stocks over HTTP, without the wire: refuses, is slow, cuts, shifts its pages and talks HTML (facts: keycrm §2–§5).</summary>
internal sealed class SimulatedKeyCrm(Truth truth, Chance chance, TimeProvider time) : HttpMessageHandler
{
    private readonly Queue<TimeSpan> recent = new();

    /// <summary>Whether anything goes wrong.</summary>
    public bool IsFaulty { get; set; } = true;

    /// <summary>Answers nothing at all.</summary>
    public bool IsDown { get; set; }

    /// <summary>Changes the catalogue while it is read.</summary>
    public Action Shift { get; set; } = () => { };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(50) + chance.Seconds(0.3), time, cancellationToken);
        if (IsDown)
            throw new HttpRequestException("Connection refused");
        if (IsOverLimit())
            return new HttpResponseMessage(HttpStatusCode.TooManyRequests) { Headers = { { "Retry-After", "20" } } };
        if (IsFaulty && chance.OneIn(12))
            return await FaultAsync(cancellationToken);
        var query = HttpUtility.ParseQueryString(request.RequestUri!.Query);
        var body = query["filter[offers_id]"] is { } named && !(IsFaulty && chance.OneIn(40)) ? Named(named) : Page(query);
        // Cut in the middle.
        return Json(IsFaulty && chance.OneIn(40) ? body[..chance.Next(body.Length)] : body);
    }

    private async Task<HttpResponseMessage> FaultAsync(CancellationToken cancellationToken)
    {
        switch (chance.Next(6))
        {
            case 0:
                return new HttpResponseMessage(HttpStatusCode.TooManyRequests) { Headers = { { "Retry-After", chance.Next(8).ToString(CultureInfo.InvariantCulture) } } };
            case 1:
                return new HttpResponseMessage(HttpStatusCode.BadGateway) { Content = new StringContent("<html>502</html>") };
            case 2:
                return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("<html>Just a moment…</html>", Encoding.UTF8, "text/html") };
            case 3:
                throw new HttpRequestException("Connection reset");
            case 4:
                await Task.Delay(TimeSpan.FromMinutes(2), time, cancellationToken);
                throw new HttpRequestException("Gone");
            default:
                // A page that says it is another one.
                return Json(JsonSerializer.Serialize(new { total = 1, current_page = 7, per_page = 15, data = Array.Empty<object>() }));
        }
    }

    private bool IsOverLimit()
    {
        lock (recent)
        {
            var now = ((VirtualClock)time).Elapsed;
            while (recent.TryPeek(out var at) && at < now - TimeSpan.FromMinutes(1))
                recent.Dequeue();
            recent.Enqueue(now);
            return recent.Count > 60;
        }
    }

    private string Page(System.Collections.Specialized.NameValueCollection query)
    {
        if (IsFaulty && chance.OneIn(10))
            Shift();
        var (limit, page) = (int.Parse(query["limit"]!, CultureInfo.InvariantCulture), int.Parse(query["page"]!, CultureInfo.InvariantCulture));
        var all = truth.Offers;
        return Body(all.Count, page, limit, all.Skip((page - 1) * limit).Take(limit));
    }

    private string Named(string named)
    {
        var ids = named.Split(',').Select(id => long.Parse(id, CultureInfo.InvariantCulture)).ToHashSet();
        var found = truth.Offers.Where(offer => ids.Contains(offer.Id)).ToList();
        return Body(found.Count, 1, 50, found);
    }

    private static string Body(int total, int page, int limit, IEnumerable<Truth.Offer> offers) => JsonSerializer.Serialize(new
    {
        total,
        current_page = page,
        per_page = limit,
        data = offers.Select(offer => new { id = offer.Id, sku = offer.Sku, price = 1, purchased_price = 1, quantity = offer.Quantity, reserve = offer.Reserve }),
    });

    private static HttpResponseMessage Json(string body) => new(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
}
