using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Connector.Host.Receivers;

/// <summary>One test of a receiver on its way: what the site can do, and how it is spoken to.</summary>
internal sealed class ReceiverSession(ReceiverCaller site, TimeProvider time)
{
    private const int UsualItems = 500;
    private const int ItemsUntold = 100;

    private long sequence = time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Sends requests.</summary>
    public ReceiverCaller Site => site;

    /// <summary>The clock.</summary>
    public TimeProvider Time => time;

    /// <summary>What the site says it can do; <see langword="null"/> if it does not say.</summary>
    public JsonElement? Capabilities { get; set; }

    /// <summary>Whether numbers can be read.</summary>
    public bool Reads => Capabilities.Flag("reads");

    /// <summary>Items in one batch.</summary>
    public int MaxItems => Capabilities is null ? ItemsUntold : (int)Math.Clamp(Capabilities.Number("maxItems") ?? UsualItems, 1, 1000);

    /// <summary>A sequence number that is too old by now.</summary>
    public long OldSequence => sequence - 1000;

    /// <summary>An item with a sequence number higher than any before.</summary>
    public JsonObject Item(string sku, decimal quantity, long? seq = null) => new()
    {
        ["sku"] = sku,
        ["quantity"] = quantity,
        ["seq"] = seq ?? ++sequence,
        ["observedAt"] = time.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
    };

    /// <summary>A batch.</summary>
    public static JsonObject Batch(string id, IEnumerable<JsonObject> items, bool isDry = false) => new()
    {
        ["batch"] = id,
        ["mode"] = "set",
        ["dryRun"] = isDry,
        ["reason"] = "receiver-test",
        ["items"] = new JsonArray([.. items]),
    };

    /// <summary>Sends items as a batch of their own.</summary>
    public Task<ReceiverAnswer> PostAsync(IEnumerable<JsonObject> items, CancellationToken cancellationToken, ReceiverTrick? trick = null, bool isDry = false)
    {
        var id = ReceiverCaller.NewId("sb_");
        return site.PostAsync(id, Batch(id, items, isDry), cancellationToken, trick);
    }

    /// <summary>The number the site shows for a SKU; <see langword="null"/> if it shows none.</summary>
    public async Task<decimal?> ReadAsync(string sku, CancellationToken cancellationToken)
    {
        var answer = await site.GetAsync("stock?sku=" + Uri.EscapeDataString(sku), cancellationToken).ConfigureAwait(false);
        return answer.Json.List("items")?.FirstOrDefault(item => item.Text("sku") == sku).Number("quantity");
    }
}
