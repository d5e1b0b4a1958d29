using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Connector.Emulators.WooCommerce;

namespace Connector.Emulators.Tests.WooCommerce;

/// <summary>
/// Every exchange recorded from a real shop, in its order, on an emulated shop of the same content. Not compared, and why: the
/// links in answers (<c>_links</c>, the header Link, Allow and X-Powered-By) belong to the host; fields that the recordings
/// left out, which say so by "fieldsLeftOut"; the order of names within an object, which JSON does not have.
/// </summary>
public sealed class ReplayTests
{
    private static readonly string[] ComparedHeaders = ["Content-Type", "X-WP-Total", "X-WP-TotalPages"];

    [Theory]
    [InlineData("5.9", WooCommerceVersion.V5_9)]
    [InlineData("7.0", WooCommerceVersion.V7_0)]
    [InlineData("9.4", WooCommerceVersion.V9_4)]
    [InlineData("11.0", WooCommerceVersion.V11_0)]
    public async Task Recorded_exchanges_are_answered_alike(string recording, WooCommerceVersion version)
    {
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Recordings", $"woocommerce-{recording}.json"), TestContext.Current.CancellationToken));
        var exchanges = json.RootElement.GetProperty("exchanges").EnumerateArray().ToList();
        exchanges.Count.ShouldBe(31);
        await using var shop = await WooCommerceEmulator.StartAsync(new WooCommerceOptions { Version = version, IsBehindTls = true }, TestContext.Current.CancellationToken);
        Fill(shop.Catalogue);
        var differences = new List<string>();
        foreach (var exchange in exchanges)
        {
            Prime(shop.Catalogue, exchange);
            differences.AddRange((await DifferencesAsync(shop, exchange)).Select(difference => $"{exchange.GetProperty("name").GetString()}: {difference}"));
        }

        differences.ShouldBeEmpty();
    }

    // 2,000 products and 300 with five variations have the ids they have in the recorded shop; 54 more products follow them.
    private static void Fill(WooCommerceCatalogue catalogue)
    {
        catalogue.Seed(2000, 300);
        for (var i = 0; i < 54; i++)
            catalogue.AddSimple(string.Create(CultureInfo.InvariantCulture, $"E-{i}"), 1);
    }

    // What an exchange shows of the shop before it, as far as the shop's owner had changed it in between.
    private static void Prime(WooCommerceCatalogue catalogue, JsonElement exchange)
    {
        if (exchange.GetProperty("request").GetProperty("method").GetString() != "GET" || exchange.GetProperty("response").GetProperty("status").GetInt32() != 200)
            return;
        var path = exchange.GetProperty("request").GetProperty("path").GetString()!;
        using var body = JsonDocument.Parse(exchange.GetProperty("response").GetProperty("body").GetString()!);
        if (body.RootElement.ValueKind != JsonValueKind.Array)
            return;
        foreach (var row in body.RootElement.EnumerateArray())
        {
            var isVariation = path.Contains("variations", StringComparison.Ordinal);
            var id = row.GetProperty("id").GetInt64();
            catalogue.Put(new WooProduct
            {
                Id = id,
                Sku = row.GetProperty("sku").GetString()!,
                Type = row.TryGetProperty("type", out var type) ? type.GetString()! : "variation",
                ParentId = row.TryGetProperty("parent_id", out var parent) ? parent.GetInt64() : isVariation ? long.Parse(path.Split('/')[5], CultureInfo.InvariantCulture) : 0,
                ManageStock = row.GetProperty("manage_stock").ValueKind == JsonValueKind.String ? "parent" : row.GetProperty("manage_stock").GetBoolean() ? "true" : "false",
                StockQuantity = row.GetProperty("stock_quantity").ValueKind == JsonValueKind.Null ? null : row.GetProperty("stock_quantity").GetDecimal(),
                Status = row.GetProperty("status").GetString()!,
                Backorders = row.GetProperty("backorders").GetString()!,
                StockStatus = row.GetProperty("stock_status").GetString()!,
            });
        }
    }

    private static async Task<List<string>> DifferencesAsync(WooCommerceEmulator shop, JsonElement exchange)
    {
        var recorded = exchange.GetProperty("response");
        using var answer = await SendAsync(shop, exchange.GetProperty("request"));
        var differences = new List<string>();
        if ((int)answer.StatusCode != recorded.GetProperty("status").GetInt32())
            differences.Add($"status {(int)answer.StatusCode} for {recorded.GetProperty("status")}");
        foreach (var name in ComparedHeaders)
        {
            var here = answer.Headers.TryGetValues(name, out var values) || answer.Content.Headers.TryGetValues(name, out values) ? values!.Single() : null;
            var there = recorded.GetProperty("headers").TryGetProperty(name, out var header) ? header.GetString() : null;
            if (here != there && !IsCountOfTheOwners(name, exchange))
                differences.Add($"{name}: {here} for {there}");
        }

        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        // Without an order rows come by their date, at random within one second: rows are compared by their ids.
        if (body is JsonArray rows && rows.Count > 0 && !exchange.GetProperty("request").GetProperty("path").GetString()!.Contains("orderby", StringComparison.Ordinal))
        {
            var known = JsonNode.Parse(recorded.GetProperty("body").GetString()!)!.AsArray();
            rows.Count.ShouldBe(known.Count);
            foreach (var row in rows)
            {
                if (known.SingleOrDefault(other => (long)other!["id"]! == (long)row!["id"]!) is { } same)
                    Compare(same, row, $"$[{row!["id"]}]", isPartial: false, differences);
            }

            return differences;
        }

        Compare(JsonNode.Parse(recorded.GetProperty("body").GetString()!), body, "$", recorded.TryGetProperty("fieldsLeftOut", out _), differences);
        return differences;
    }

    // How many variations and products the recorded shop's owner had added by then is not to be seen from the exchanges.
    private static bool IsCountOfTheOwners(string header, JsonElement exchange) =>
        header.StartsWith("X-WP", StringComparison.Ordinal)
        && exchange.GetProperty("name").GetString() is "all variations endpoint, where the version has it" or "variations of a parent" or "products with include_types" or "key in the query";

    private static async Task<HttpResponseMessage> SendAsync(WooCommerceEmulator shop, JsonElement request)
    {
        var path = request.GetProperty("path").GetString()!
            .Replace("ck_KEY", shop.Options.ConsumerKey, StringComparison.Ordinal)
            .Replace("cs_SECRET", shop.Options.ConsumerSecret, StringComparison.Ordinal);
        using var message = new HttpRequestMessage(new HttpMethod(request.GetProperty("method").GetString()!), new Uri(shop.Url + path));
        var auth = request.GetProperty("auth").GetString();
        shop.Quirks = shop.Quirks with { ReadOnlyKey = auth == "read-only key" };
        var key = auth switch
        {
            "none" or "in the query" => null,
            "unknown" => "ck_unknown:cs_unknown",
            "right key, wrong secret" => shop.Options.ConsumerKey + ":cs_wrong",
            _ => $"{shop.Options.ConsumerKey}:{shop.Options.ConsumerSecret}",
        };
        if (key is not null)
            message.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(key)));
        if (request.TryGetProperty("body", out var body) && body.ValueKind == JsonValueKind.String)
            message.Content = new StringContent(body.GetString()!, Encoding.UTF8, "application/json");
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        return await client.SendAsync(message, TestContext.Current.CancellationToken);
    }

    private static void Compare(JsonNode? there, JsonNode? here, string path, bool isPartial, List<string> differences)
    {
        switch (there)
        {
            case JsonObject before when here is JsonObject after:
                foreach (var (name, value) in before.Where(pair => pair.Key != "_links"))
                {
                    if (after.ContainsKey(name))
                        Compare(value, after[name], $"{path}.{name}", isPartial, differences);
                    else
                        differences.Add($"{path}.{name} is missing");
                }

                if (!isPartial)
                    differences.AddRange(after.Where(pair => !before.ContainsKey(pair.Key)).Select(pair => $"{path}.{pair.Key} is too much"));
                break;
            case JsonArray before when here is JsonArray after:
                if (before.Count != after.Count)
                    differences.Add($"{path} has {after.Count} items for {before.Count}");
                for (var i = 0; i < Math.Min(before.Count, after.Count); i++)
                    Compare(before[i], after[i], $"{path}[{i}]", isPartial, differences);
                break;
            default:
                if (!JsonNode.DeepEquals(there, here))
                    differences.Add($"{path}: {here?.ToJsonString() ?? "null"} for {there?.ToJsonString() ?? "null"}");
                break;
        }
    }
}
