using System.Globalization;
using System.Text;
using Connector.Emulators.PrestaShop;

namespace Connector.Emulators.Tests.PrestaShop;

/// <summary>Every exchange recorded from a real shop, in its order, on an emulated shop of the same content.</summary>
public sealed class ReplayTests
{
    [Theory]
    [InlineData("1.7.8.11", PrestaShopVersion.V1_7_8, 35)]
    [InlineData("8.2.1", PrestaShopVersion.V8_2, 40)]
    [InlineData("9.1.4", PrestaShopVersion.V9_1, 40)]
    public async Task Recorded_exchanges_are_answered_letter_by_letter(string recording, PrestaShopVersion version, int count)
    {
        await using var shop = await Shop.OpenAsync(version);
        FillAsRecorded(shop.Catalogue);
        var exchanges = RecordedExchange.Read(recording);
        exchanges.Count.ShouldBe(count);

        var differences = new List<string>();
        foreach (var exchange in exchanges)
            differences.AddRange(Differences(exchange, await ReplayAsync(shop, exchange), shop.Emulator.Address.Authority));

        differences.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_not_compared_is_listed_with_its_reason()
    {
        using var json = System.Text.Json.JsonDocument.Parse(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Recordings", "prestashop-not-compared.json")));

        var exceptions = json.RootElement.GetProperty("exceptions").EnumerateArray().ToList();

        exceptions.Select(static one => one.GetProperty("field").GetString()).ShouldBe(
            ["header Execution-Time", "body behind the cut", "host in links and Location"]);
        exceptions.ShouldAllBe(static one => one.GetProperty("reason").GetString()!.Length > 20);
    }

    /// <summary>2,000 products, 300 with five combinations, and two that share a reference: what the exchanges show of the shop.</summary>
    private static void FillAsRecorded(PrestaShopCatalogue catalogue)
    {
        for (var i = 1; i <= 2000; i++)
            catalogue.AddProduct($"S-{i:D5}", i);
        for (var i = 1; i <= 300; i++)
        {
            var parent = catalogue.AddProduct($"V-{i:D4}", 0);
            for (var j = 1; j <= 5; j++)
                catalogue.AddCombination(parent, $"V-{i:D4}-{j}", 2 * j);
        }

        catalogue.AddProduct("X-1", 1);
        catalogue.AddProduct("X-2", 1);
        catalogue.AddProduct("DUP-1", 1);
        catalogue.AddProduct("DUP-1", 1);
    }

    private static async Task<Shop.Answer> ReplayAsync(Shop shop, RecordedExchange exchange)
    {
        shop.Quirks = shop.Quirks with
        {
            Rights = exchange.Auth switch
            {
                "GET only" => PrestaShopRights.All.Without(PrestaShopMethods.All & ~PrestaShopMethods.Get),
                "stock_availables only" => PrestaShopRights.None.With("stock_availables", PrestaShopMethods.All),
                _ => PrestaShopRights.All,
            },
        };
        var key = exchange.Auth switch
        {
            "key with all rights" or "GET only" or "stock_availables only" or "right key, wrong Host header" => shop.Emulator.Key,
            "32 characters, unknown" => new string('X', 32),
            "5 characters" => "SHORT",
            "none" or "in the query" => null,
            _ => throw new InvalidOperationException($"'{exchange.Name}' was recorded with an unknown kind of key: {exchange.Auth}."),
        };
        return await shop.SendAsync(
            new HttpMethod(exchange.Method),
            exchange.Path.Replace("ws_key=KEY", "ws_key=" + shop.Emulator.Key, StringComparison.Ordinal),
            exchange.RequestBody,
            request =>
            {
                request.Headers.Authorization = key is null ? null : Shop.Basic(key);
                request.Headers.Host = exchange.RequestHeaders.GetValueOrDefault("Host");
            });
    }

    private static IEnumerable<string> Differences(RecordedExchange exchange, Shop.Answer answer, string authority)
    {
        string AsRecorded(string text) => text.Replace(authority, "shop.example", StringComparison.Ordinal);

        if (answer.Status != exchange.Status)
            yield return $"{exchange.Name}: status {answer.Status}, recorded {exchange.Status}";
        foreach (var (name, value) in exchange.Headers)
        {
            var actual = AsRecorded(answer.Headers.GetValueOrDefault(name) ?? "(none)");
            var isSame = name == "Execution-Time" ? decimal.TryParse(actual, CultureInfo.InvariantCulture, out _) : actual == value;
            if (!isSame)
                yield return $"{exchange.Name}: header {name} '{actual}', recorded '{value}'";
        }

        foreach (var name in (string[])["Content-Type", "PSWS-Version", "X-Powered-By", "Location", "WWW-Authenticate"])
        {
            if (!exchange.Headers.ContainsKey(name) && answer.Headers.TryGetValue(name, out var extra))
                yield return $"{exchange.Name}: header {name} '{extra}', recorded without";
        }

        var body = AsRecorded(answer.Text);
        if (exchange.IsCut)
            body = body[..Math.Min(body.Length, exchange.Body.Length)];
        if (body != exchange.Body)
            yield return $"{exchange.Name}: {FirstDifference(body, exchange.Body)}";
    }

    private static string FirstDifference(string actual, string recorded)
    {
        var at = actual.Zip(recorded).TakeWhile(static pair => pair.First == pair.Second).Count();
        static string Around(string text, int at) => text[Math.Max(0, at - 20)..Math.Min(text.Length, at + 60)];
        return new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"body differs at {at}: …{Around(actual, at)}… recorded …{Around(recorded, at)}…")
            .ToString();
    }
}
