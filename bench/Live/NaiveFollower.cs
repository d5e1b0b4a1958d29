using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Connector.Bench.Measuring;

namespace Connector.Bench.Live;

/// <summary>
/// The baseline: what a careful script does with a webhook. One after another: a request for the offer, no faster than the budget, then one request for each
/// store. It is told of changes at once, without HTTP, and keeps no ledger and no journal.
/// </summary>
internal sealed class NaiveFollower(LiveWorld world, int requestsPerMinute) : IDisposable
{
    private readonly Channel<int> waiting = Channel.CreateUnbounded<int>();
    private readonly HttpClient http = new(new SocketsHttpHandler());

    /// <summary>Tells of a change.</summary>
    public void Changed(int offer) => waiting.Writer.TryWrite(offer);

    /// <summary>Follows until all changes are told and written.</summary>
    public async Task RunAsync()
    {
        http.DefaultRequestHeaders.Authorization = new("Bearer", world.KeyCrm.ApiKey);
        using var budget = new PeriodicTimer(TimeSpan.FromMinutes(1) / requestsPerMinute);
        await foreach (var offer in waiting.Reader.ReadAllAsync())
        {
            await budget.WaitForNextTickAsync();
            var answer = await http.GetFromJsonAsync<JsonNode>(new Uri(world.KeyCrm.BaseUrl.AbsoluteUri.TrimEnd('/') + string.Create(CultureInfo.InvariantCulture, $"/offers/stocks?filter[offers_id]={offer}")));
            var row = answer!["data"]![0]!;
            var quantity = (decimal)row["quantity"]! - (decimal)row["reserve"]!;
            foreach (var site in world.Sites)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(site.Address, "stock"))
                {
                    Content = JsonContent.Create(new JsonObject { ["mode"] = "set", ["items"] = new JsonArray(new JsonObject { ["sku"] = Catalogue.Sku(offer), ["quantity"] = quantity }) }),
                };
                request.Headers.Authorization = new("Bearer", LiveWorld.Bearer);
                request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
                using var taken = await http.SendAsync(request);
                taken.EnsureSuccessStatusCode();
            }
        }
    }

    /// <summary>Says that no more changes come.</summary>
    public void End() => waiting.Writer.Complete();

    public void Dispose() => http.Dispose();
}
