using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Connector.Emulators.Http;
using Connector.Emulators.Shops;
using Microsoft.AspNetCore.WebUtilities;

namespace Connector.Emulators.Receiver;

/// <summary>A site of own development on 127.0.0.1 with a stock receiver, right in everything or wrong as it is told.</summary>
public sealed class ReceiverEmulator : ShopEmulator
{
    private readonly Lock gate = new();
    private readonly ReceiverOptions options;
    private readonly ReceiverGate door;
    private readonly ReceiverShelf shelf = new();
    private readonly Dictionary<string, (string Body, Reply Reply)> answered = new(StringComparer.Ordinal);
    private volatile ReceiverQuirks quirks = new();

    private ReceiverEmulator(ReceiverOptions options)
        : base(options.TimeProvider, options.Seed)
    {
        this.options = options;
        door = new ReceiverGate(options);
    }

    /// <summary>Told of every number that is written: SKU and number. Whoever listens must be quick.</summary>
    public event Action<string, decimal>? Wrote
    {
        add => shelf.Wrote += value;
        remove => shelf.Wrote -= value;
    }

    /// <summary>The site's articles.</summary>
    public IReadOnlyList<ReceiverGoods> Goods => shelf.Goods;

    /// <summary>The secret of signed requests.</summary>
    public string? Secret => options.Secret;

    /// <summary>Lasting peculiarities; takes effect with the next request.</summary>
    public ReceiverQuirks Quirks
    {
        get => quirks;
        set => quirks = value;
    }

    /// <summary>Every number that was ever written, in order.</summary>
    public IReadOnlyList<(string Sku, decimal Quantity)> Written => shelf.Written;

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
    public long Add(string sku, decimal quantity, bool isTracked = true) => shelf.Add(sku, quantity, isTracked);

    /// <summary>Takes an article out.</summary>
    public void Remove(string sku) => shelf.Remove(sku);

    /// <summary>The number of an article; <see langword="null"/> if there is none, or several.</summary>
    public decimal? Quantity(string sku) => shelf.Find(sku) is [var only] ? only.Quantity : null;

    internal override async Task<Reply> AnswerAsync(ShopCall call)
    {
        var request = call.Request;
        var route = request.Path.TrimEnd('/').Split('/')[^1];
        var reply = door.Fault(request, quirks) is { } fault
            ? Problem(401, fault)
            : (request.Method, route) switch
            {
                ("GET", "capabilities") when quirks.TellsCapabilities => Capabilities(),
                ("GET", "stock") when quirks.Reads => Stock(request),
                ("POST", "stock") => await SetAsync(call),
                _ => Problem(404, "no such route"),
            };
        return quirks.Compresses ? Compressed(reply) : reply;
    }

    private DateTimeOffset Now => options.TimeProvider.GetUtcNow() + quirks.ClockOff;

    private Reply Capabilities() => Json(200, new JsonObject
    {
        ["contract"] = "stock-receiver/1",
        ["maxItems"] = quirks.MaxItems,
        ["reads"] = quirks.Reads,
        ["dryRun"] = true,
        ["compareAndSet"] = quirks.CompareAndSet,
        ["stale"] = !quirks.IgnoresSequence || quirks.ClaimsSequence,
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
        var most = int.TryParse(query.GetValueOrDefault("limit"), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0
            ? Math.Min(limit, quirks.PageSize)
            : quirks.PageSize;
        var skus = !quirks.IgnoresLookUps && query.TryGetValue("sku", out var asked) ? asked.ToHashSet(StringComparer.Ordinal) : null;
        var after = query.TryGetValue("cursor", out var cursor) ? long.Parse(cursor.ToString(), CultureInfo.InvariantCulture) : 0;
        var all = Goods;
        List<ReceiverGoods> rows = skus is null
            ? [.. all.Where(one => one.Id > after).Take(most)]
            : [.. skus.SelectMany(sku => shelf.Find(sku!)).OrderBy(one => one.Id)];
        return Json(200, new JsonObject
        {
            ["items"] = new JsonArray([.. rows.Select(one => new JsonObject { ["ref"] = $"goods:{one.Id}", ["sku"] = one.Sku, ["quantity"] = one.Quantity + quirks.ShowsMore, ["tracked"] = one.IsTracked })]),
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
        var work = new ReceiverBatch(shelf, quirks, isDry);
        var results = new JsonArray();
        foreach (var item in items.OfType<JsonObject>())
        {
            if (!await call.WorkAsync())
                return call.DeathWith;
            var result = work.Set(item);
            if ((string?)result["status"] != "not_found" || !quirks.OmitsUnknown)
                results.Add(result);
        }

        var reply = quirks.SaysNothing ? new Reply { Status = 200 } : Json(200, new JsonObject { ["batch"] = batch["batch"]?.DeepClone(), ["results"] = results });
        lock (gate)
        {
            if (quirks.RemembersIds)
                answered[key] = (call.Request.Text, reply);
        }

        return reply;
    }

    private static Reply Compressed(Reply reply)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest))
            gzip.Write(reply.Body.Span);
        return (reply with { Body = buffer.ToArray() }).WithHeader("Content-Encoding", "gzip");
    }

    private static Reply Problem(int status, string title) =>
        Json(status, new JsonObject { ["title"] = title }) with { ContentType = "application/problem+json" };

    private static Reply Json(int status, JsonObject json) => Reply.Json(status, json.ToJsonString());
}
