using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Connector.Host.Receivers;

/// <summary>
/// Tries a site's receiver: what its developer must have right before real numbers arrive. Works on SKUs that the developer
/// names, and puts their numbers back.
/// </summary>
internal sealed class ReceiverTest(ReceiverCaller site, IReadOnlyList<string> skus, TimeProvider time)
{
    private static readonly string[] UnknownSkus = ["connector-test-unknown", "Ї-1 невідомий", "a b/c\"d'e+&#%"];

    private long sequence = time.GetUtcNow().ToUnixTimeMilliseconds();
    private JsonNode? capabilities;

    /// <summary>Every check, as it is done.</summary>
    /// <exception cref="HttpRequestException">The site cannot be reached.</exception>
    public async IAsyncEnumerable<ReceiverCheck> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var before = new Dictionary<string, decimal>(StringComparer.Ordinal);
        yield return await CapabilitiesAsync(cancellationToken).ConfigureAwait(false);
        foreach (var check in await AccessAsync(cancellationToken).ConfigureAwait(false))
            yield return check;
        yield return await ReadingAsync(before, cancellationToken).ConfigureAwait(false);
        yield return await UnknownAsync(cancellationToken).ConfigureAwait(false);
        yield return await ManyAsync(cancellationToken).ConfigureAwait(false);
        if (skus.Count == 0)
        {
            yield return new ReceiverCheck("writing", null, "no test SKU was named", "name one or two articles of the site with --sku; their numbers are put back afterwards");
            yield break;
        }

        foreach (var check in await WritingAsync(before, cancellationToken).ConfigureAwait(false))
            yield return check;
    }

    private static bool IsRefused(ReceiverCaller.Answer answer) => answer.Status is 401 or 403;

    private static string Said(ReceiverCaller.Answer answer) => answer.Status is >= 200 and < 300 && answer.Json is not null ? $"{answer.Status}" : $"{answer.Status} {answer.Text}";

    private bool Reads => (bool?)capabilities?["reads"] == true;

    private async Task<ReceiverCheck> CapabilitiesAsync(CancellationToken cancellationToken)
    {
        var answer = await site.GetAsync("capabilities", cancellationToken).ConfigureAwait(false);
        capabilities = answer.Status == 200 ? answer.Json as JsonObject : null;
        return answer.Status == 404
            ? new ReceiverCheck("capabilities", true, "404: only writing is offered", "")
            : new ReceiverCheck("capabilities", (string?)capabilities?["contract"] == "stock-receiver/1", Said(answer), "answer GET capabilities with 200 and {\"contract\":\"stock-receiver/1\", …}, or 404");
    }

    private async Task<List<ReceiverCheck>> AccessAsync(CancellationToken cancellationToken)
    {
        var checks = new List<ReceiverCheck>();
        async Task RefusedAsync(string name, ReceiverCaller.Trick trick, string cure)
        {
            var answer = await PostAsync([Item(UnknownSkus[0], 1)], cancellationToken, trick).ConfigureAwait(false);
            checks.Add(new ReceiverCheck(name, IsRefused(answer), Said(answer), cure));
        }

        if (!site.IsSigned)
        {
            await RefusedAsync("no token is refused", new ReceiverCaller.Trick { WithoutAuthorization = true }, "answer 401 to a request without the token").ConfigureAwait(false);
            return checks;
        }

        await RefusedAsync("a wrong signature is refused", new ReceiverCaller.Trick { Signature = _ => "v1," + Convert.ToBase64String(new byte[32]) }, "compare the signature over id.timestamp.body in constant time, and answer 401").ConfigureAwait(false);
        await RefusedAsync("no signature is refused", new ReceiverCaller.Trick { Signature = _ => null }, "answer 401 to a request without the header webhook-signature").ConfigureAwait(false);
        await RefusedAsync("an old request is refused", new ReceiverCaller.Trick { Age = TimeSpan.FromHours(1) }, "answer 401 where webhook-timestamp is more than five minutes off").ConfigureAwait(false);
        var second = await PostAsync([Item(UnknownSkus[0], 1)], cancellationToken, new ReceiverCaller.Trick { Signature = good => $"v1,{Convert.ToBase64String(new byte[32])} {good}" }).ConfigureAwait(false);
        checks.Add(new ReceiverCheck("the second of two signatures counts", second.Status is 200 or 207, Said(second), "split webhook-signature at spaces and take any that fits: secrets are changed that way"));
        return checks;
    }

    private async Task<ReceiverCheck> ReadingAsync(Dictionary<string, decimal> before, CancellationToken cancellationToken)
    {
        if (!Reads)
            return new ReceiverCheck("reading", null, "the site does not show its stock", "without it every pass sends every number, and nothing can be repaired or undone");
        foreach (var sku in skus)
        {
            if (await ReadAsync(sku, cancellationToken).ConfigureAwait(false) is { } number)
                before[sku] = number;
        }

        var page = await site.GetAsync("stock?limit=10", cancellationToken).ConfigureAwait(false);
        var missing = skus.Where(sku => !before.ContainsKey(sku)).ToList();
        return new ReceiverCheck("reading", page.Status == 200 && page.Json?["items"] is JsonArray && missing.Count == 0,
            missing.Count > 0 ? $"GET stock?sku= does not show {string.Join(", ", missing)}" : Said(page), "answer GET stock?sku=A&sku=B and GET stock?limit=10 with {\"items\":[{\"sku\":…,\"quantity\":…}]}; decode the percent signs of the address");
    }

    private async Task<ReceiverCheck> UnknownAsync(CancellationToken cancellationToken)
    {
        var answer = await PostAsync([.. UnknownSkus.Select(sku => Item(sku, 1))], cancellationToken).ConfigureAwait(false);
        var statuses = UnknownSkus.Select(sku => StatusOf(answer, sku) ?? "nothing").ToList();
        return new ReceiverCheck("unknown SKUs are answered one by one", statuses.TrueForAll(status => status == "not_found"), string.Join(", ", statuses), "answer not_found for each, with the SKU exactly as it came; make no new goods");
    }

    private async Task<ReceiverCheck> ManyAsync(CancellationToken cancellationToken)
    {
        var most = (int?)capabilities?["maxItems"] ?? 100;
        var answer = await PostAsync([.. Enumerable.Range(1, most).Select(i => Item(string.Create(CultureInfo.InvariantCulture, $"connector-test-{i}"), 1))], cancellationToken).ConfigureAwait(false);
        var count = (answer.Json?["results"] as JsonArray)?.Count ?? 0;
        return new ReceiverCheck($"{most} items at once", count == most, $"{answer.Status}, {count} results", "answer each item, or tell a smaller maxItems");
    }

    private async Task<List<ReceiverCheck>> WritingAsync(Dictionary<string, decimal> before, CancellationToken cancellationToken)
    {
        var checks = new List<ReceiverCheck>();
        var sku = skus[0];
        async Task<string?> SetAsync(JsonNode quantity, long? seq = null, bool isDry = false) =>
            StatusOf(await PostAsync([Item(sku, quantity, seq)], cancellationToken, isDry: isDry).ConfigureAwait(false), sku);
        async Task<bool> HoldsAsync(decimal number) => !Reads || await ReadAsync(sku, cancellationToken).ConfigureAwait(false) == number;
        async Task CheckAsync(string name, bool passed, string? found, string cure, decimal holds)
        {
            var isHeld = await HoldsAsync(holds).ConfigureAwait(false);
            checks.Add(new ReceiverCheck(name, passed && isHeld, $"{found ?? "no result"}{(isHeld ? "" : $", and the site then shows another number than {holds}")}", cure));
        }

        var status = await SetAsync(7).ConfigureAwait(false);
        await CheckAsync("a number is set and read back", status is "updated" or "unchanged", status, "answer updated, and show the new number", 7).ConfigureAwait(false);
        status = await SetAsync(7).ConfigureAwait(false);
        await CheckAsync("the same number again is no fault", status is "updated" or "unchanged", status, "answer unchanged", 7).ConfigureAwait(false);
        status = await SetAsync(0).ConfigureAwait(false);
        await CheckAsync("zero is a number", status is "updated" or "unchanged", status, "0 is no missing value: in PHP do not use empty()", 0).ConfigureAwait(false);
        status = await SetAsync(-1).ConfigureAwait(false);
        if ((bool?)capabilities?["negative"] != true)
            await CheckAsync("a number below zero is refused", status == "invalid", status, "answer invalid and keep the old number", 0).ConfigureAwait(false);
        if (((int?)capabilities?["decimals"] ?? 0) == 0)
        {
            status = await SetAsync(2.5m).ConfigureAwait(false);
            await CheckAsync("a fraction is refused", status == "invalid", status, "answer invalid, do not round: 2.5 is not 2", 0).ConfigureAwait(false);
        }

        var id = ReceiverCaller.NewId("sb_");
        var batch = Batch(id, [Item(sku, 5)], isDry: false);
        await site.PostAsync(id, batch, cancellationToken).ConfigureAwait(false);
        status = StatusOf(await site.PostAsync(id, batch, cancellationToken).ConfigureAwait(false), sku);
        await CheckAsync("the same batch twice does no harm", status is "updated" or "unchanged", status, "numbers are absolute: set them, never add them", 5).ConfigureAwait(false);
        if ((bool?)capabilities?["stale"] == true)
        {
            status = await SetAsync(99, sequence - 1000).ConfigureAwait(false);
            await CheckAsync("an older number does not go over a newer one", status == "stale", status, "keep seq with the number, and answer stale to a lower one", 5).ConfigureAwait(false);
        }

        if ((bool?)capabilities?["dryRun"] == true)
        {
            status = await SetAsync(6, isDry: true).ConfigureAwait(false);
            await CheckAsync("a dry run changes nothing", status is "updated" or "unchanged", status, "answer as usual and write nothing where dryRun is true", 5).ConfigureAwait(false);
        }

        if (before.Count > 0)
            await PostAsync([.. before.Select(pair => Item(pair.Key, pair.Value))], cancellationToken).ConfigureAwait(false);
        return checks;
    }

    private async Task<decimal?> ReadAsync(string sku, CancellationToken cancellationToken)
    {
        var answer = await site.GetAsync("stock?sku=" + Uri.EscapeDataString(sku), cancellationToken).ConfigureAwait(false);
        return (answer.Json?["items"] as JsonArray)?.Where(item => (string?)item?["sku"] == sku).Select(item => (decimal?)item!["quantity"]).FirstOrDefault();
    }

    private Task<ReceiverCaller.Answer> PostAsync(IReadOnlyList<JsonObject> items, CancellationToken cancellationToken, ReceiverCaller.Trick? trick = null, bool isDry = false)
    {
        var id = ReceiverCaller.NewId("sb_");
        return site.PostAsync(id, Batch(id, items, isDry), cancellationToken, trick);
    }

    private static JsonObject Batch(string id, IReadOnlyList<JsonObject> items, bool isDry) => new()
    {
        ["batch"] = id,
        ["mode"] = "set",
        ["dryRun"] = isDry,
        ["reason"] = "receiver-test",
        ["items"] = new JsonArray([.. items]),
    };

    private JsonObject Item(string sku, JsonNode quantity, long? seq = null) => new()
    {
        ["sku"] = sku,
        ["quantity"] = quantity,
        ["seq"] = seq ?? ++sequence,
        ["observedAt"] = time.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
    };

    private static string? StatusOf(ReceiverCaller.Answer answer, string sku) =>
        (string?)(answer.Json?["results"] as JsonArray)?.FirstOrDefault(result => (string?)result?["sku"] == sku)?["status"];
}
