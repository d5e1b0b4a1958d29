using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Connector.Emulators.Http;
using Connector.Emulators.Shops;
using Microsoft.AspNetCore.WebUtilities;

namespace Connector.Emulators.Receiver;

/// <summary>A site of own development on 127.0.0.1 with a stock receiver, right in everything or wrong as it is told.</summary>
public sealed class ReceiverEmulator : ShopEmulator
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private readonly ReceiverOptions options;
    private readonly SortedDictionary<long, ReceiverGoods> goods = [];
    private readonly Dictionary<string, (string Body, Reply Reply)> answered = new(StringComparer.Ordinal);
    private long lastId;
    private volatile ReceiverQuirks quirks = new();

    private ReceiverEmulator(ReceiverOptions options)
        : base(options.TimeProvider, options.Seed) => this.options = options;

    /// <summary>The site's articles.</summary>
    public IReadOnlyList<ReceiverGoods> Goods
    {
        get
        {
            lock (gate)
                return [.. goods.Values];
        }
    }

    /// <summary>The secret of signed requests.</summary>
    public string? Secret => options.Secret;

    /// <summary>Lasting peculiarities; takes effect with the next request.</summary>
    public ReceiverQuirks Quirks
    {
        get => quirks;
        set => quirks = value;
    }

    /// <summary>Every number that was ever written, in order.</summary>
    public IReadOnlyList<(string Sku, decimal Quantity)> Written
    {
        get
        {
            lock (gate)
                return [.. written];
        }
    }

    private readonly List<(string Sku, decimal Quantity)> written = [];

    /// <summary>Starts a site without articles.</summary>
    /// <param name="options">What it is like.</param>
    /// <param name="cancellationToken">Stops the start only.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<ReceiverEmulator> StartAsync(ReceiverOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var emulator = new ReceiverEmulator(options);
        await emulator.ListenAsync(options.Port, cancellationToken);
        return emulator;
    }

    /// <summary>Adds an article.</summary>
    public long Add(string sku, decimal quantity, bool isTracked = true)
    {
        lock (gate)
        {
            goods[++lastId] = new ReceiverGoods { Id = lastId, Sku = sku, Quantity = quantity, IsTracked = isTracked };
            return lastId;
        }
    }

    /// <summary>Takes an article out.</summary>
    public void Remove(string sku)
    {
        lock (gate)
        {
            foreach (var id in goods.Values.Where(one => one.Sku == sku).Select(one => one.Id).ToList())
                goods.Remove(id);
        }
    }

    /// <summary>The number of an article; <see langword="null"/> if there is none, or several.</summary>
    public decimal? Quantity(string sku) => Goods.Where(one => one.Sku == sku).ToList() is [var only] ? only.Quantity : null;

    internal override async Task<Reply> AnswerAsync(ShopCall call)
    {
        var request = call.Request;
        if (Refusal(request) is { } refusal)
            return refusal;
        var route = request.Path.TrimEnd('/').Split('/')[^1];
        return (request.Method, route) switch
        {
            ("GET", "capabilities") when quirks.TellsCapabilities => Capabilities(),
            ("GET", "stock") when quirks.Reads => Stock(request),
            ("POST", "stock") => await SetAsync(call),
            _ => Problem(404, "no such route"),
        };
    }

    private Reply? Refusal(ShopRequest request)
    {
        if (options.Bearer is { } token && request.Headers.GetValueOrDefault("Authorization") != $"Bearer {token}")
            return Problem(401, "token");
        if (options.Secret is null || quirks.IgnoresSignature)
            return null;
        var id = request.Headers.GetValueOrDefault("webhook-id") ?? "";
        var timestamp = request.Headers.GetValueOrDefault("webhook-timestamp") ?? "";
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. request.Body.Span];
        var expected = "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(options.Secret["whsec_".Length..]), signed));
        var given = (request.Headers.GetValueOrDefault("webhook-signature") ?? "").Split(' ');
        if (!(quirks.KnowsOneSignature ? given.Take(1) : given).Contains(expected, StringComparer.Ordinal))
            return Problem(401, "signature");
        var isNow = long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && (DateTimeOffset.FromUnixTimeSeconds(at) - Now).Duration() <= Tolerance;
        return isNow || quirks.IgnoresTimestamp ? null : Problem(401, "timestamp");
    }

    private DateTimeOffset Now => options.TimeProvider.GetUtcNow() + quirks.ClockOff;

    private Reply Capabilities() => Json(200, new JsonObject
    {
        ["contract"] = "stock-receiver/1",
        ["maxItems"] = quirks.MaxItems,
        ["reads"] = quirks.Reads,
        ["dryRun"] = true,
        ["compareAndSet"] = quirks.CompareAndSet,
        ["stale"] = true,
        ["warehouses"] = false,
        ["decimals"] = quirks.Decimals,
        ["negative"] = false,
        ["skuMaxLength"] = 191,
        ["skuCase"] = "sensitive",
        ["time"] = Now.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
    });

    private Reply Stock(ShopRequest request)
    {
        var query = QueryHelpers.ParseQuery(request.QueryString);
        var skus = query.TryGetValue("sku", out var asked) ? asked.ToHashSet(StringComparer.Ordinal) : null;
        var after = query.TryGetValue("cursor", out var cursor) ? long.Parse(cursor.ToString(), CultureInfo.InvariantCulture) : 0;
        var all = Goods;
        var rows = skus is null ? all.Where(one => one.Id > after).Take(quirks.PageSize).ToList() : [.. all.Where(one => skus.Contains(one.Sku))];
        return Json(200, new JsonObject
        {
            ["items"] = new JsonArray([.. rows.Select(one => new JsonObject { ["ref"] = $"goods:{one.Id}", ["sku"] = one.Sku, ["quantity"] = one.Quantity, ["tracked"] = one.IsTracked })]),
            ["next"] = skus is null && rows.Count > 0 && rows[^1].Id < all[^1].Id ? rows[^1].Id.ToString(CultureInfo.InvariantCulture) : null,
            ["total"] = skus is null ? all.Count : rows.Count,
        });
    }

    private async Task<Reply> SetAsync(ShopCall call)
    {
        var key = call.Request.Headers.GetValueOrDefault("Idempotency-Key") ?? "";
        lock (gate)
        {
            if (answered.TryGetValue(key, out var known))
                return known.Body == call.Request.Text ? known.Reply : Problem(422, "the same id with another body");
        }

        JsonObject? batch;
        try
        {
            batch = JsonNode.Parse(call.Request.Body.Span) as JsonObject;
        }
        catch (JsonException)
        {
            batch = null;
        }

        if ((string?)batch?["mode"] != "set" || batch["items"] is not JsonArray items)
            return Problem(400, "a batch with mode set and items is expected");
        if (items.Count > quirks.MaxItems)
            return Problem(413, $"at most {quirks.MaxItems} items");
        var isDry = (bool?)batch["dryRun"] == true && !quirks.IgnoresDryRun;
        var results = new JsonArray();
        foreach (var item in items.OfType<JsonObject>())
        {
            if (!await call.WorkAsync())
                return call.DeathWith;
            var result = Set(item, isDry);
            if ((string?)result["status"] != "not_found" || !quirks.OmitsUnknown)
                results.Add(result);
        }

        var reply = quirks.SaysNothing ? new Reply { Status = 200 } : Json(200, new JsonObject { ["batch"] = batch["batch"]?.DeepClone(), ["results"] = results });
        lock (gate)
            answered[key] = (call.Request.Text, reply);
        return reply;
    }

    private JsonObject Set(JsonObject item, bool isDry)
    {
        lock (gate)
        {
            var sku = (string)item["sku"]!;
            var found = goods.Values.Where(one => one.Sku == sku).ToList();
            if (found.Count != 1)
                return Result(sku, found.Count == 0 ? "not_found" : "duplicate", null);
            var quantity = (decimal)item["quantity"]!;
            if (!quirks.TakesAnyNumber && (quantity < 0 || decimal.Round(quantity, quirks.Decimals) != quantity))
                return Result(sku, "invalid", found[0].Quantity);
            if (!found[0].IsTracked)
                return Result(sku, "not_tracked", found[0].Quantity);
            var sequence = (long?)item["seq"];
            if (!quirks.IgnoresSequence && sequence < found[0].Sequence)
                return Result(sku, "stale", found[0].Quantity);
            if (quirks.CompareAndSet && (decimal?)item["expected"] is { } expected && expected != found[0].Quantity)
                return Result(sku, "conflict", found[0].Quantity);
            if (isDry)
                return Result(sku, found[0].Quantity == quantity ? "unchanged" : "updated", found[0].Quantity);
            goods[found[0].Id] = found[0] with { Quantity = quantity, Sequence = sequence ?? found[0].Sequence };
            written.Add((sku, quantity));
            return Result(sku, found[0].Quantity == quantity ? "unchanged" : "updated", quantity);
        }
    }

    private static JsonObject Result(string sku, string status, decimal? current)
    {
        var result = new JsonObject { ["sku"] = sku, ["status"] = status };
        if (current is { } number)
            result["current"] = number;
        return result;
    }

    private static Reply Problem(int status, string title) =>
        Json(status, new JsonObject { ["title"] = title }) with { ContentType = "application/problem+json" };

    private static Reply Json(int status, JsonObject json) => Reply.Json(status, json.ToJsonString());
}
