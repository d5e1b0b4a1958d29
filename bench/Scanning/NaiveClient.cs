using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Connector.Bench.Scanning;

/// <summary>The baselines: keyCRM read as public scripts read it. They believe every answer and keep what they read in memory.</summary>
internal sealed class NaiveClient(HttpClient http, Uri baseUrl, string key)
{
    /// <summary>Page after page at the API's default of 15 offers, until there is no next page.</summary>
    public async Task ReadPagesAsync(int expected)
    {
        var numbers = new Dictionary<long, decimal>();
        for (var page = 1; ; page++)
        {
            using var document = await GetAsync(string.Create(CultureInfo.InvariantCulture, $"offers/stocks?page={page}"));
            Keep(document, numbers);
            if (document.RootElement.GetProperty("next_page_url").ValueKind == JsonValueKind.Null)
                break;
        }

        if (numbers.Count != expected)
            throw new InvalidOperationException($"{numbers.Count} of {expected} offers were read.");
    }

    /// <summary>One request for every SKU.</summary>
    public async Task ReadOneByOneAsync(IReadOnlyList<string> skus)
    {
        var numbers = new Dictionary<long, decimal>();
        foreach (var sku in skus)
        {
            using var document = await GetAsync($"offers/stocks?filter[offers_sku]={Uri.EscapeDataString(sku)}");
            Keep(document, numbers);
        }

        if (numbers.Count != skus.Count)
            throw new InvalidOperationException($"{numbers.Count} of {skus.Count} offers were read.");
    }

    private static void Keep(JsonDocument document, Dictionary<long, decimal> numbers)
    {
        foreach (var offer in document.RootElement.GetProperty("data").EnumerateArray())
            numbers[offer.GetProperty("id").GetInt64()] = offer.GetProperty("quantity").GetDecimal() - offer.GetProperty("reserve").GetDecimal();
    }

    private async Task<JsonDocument> GetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(baseUrl.AbsoluteUri.TrimEnd('/') + "/" + path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync());
    }
}
