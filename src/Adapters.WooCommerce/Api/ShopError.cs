using System.Text.Json;
using System.Text.Json.Serialization;

namespace Connector.Adapters.WooCommerce.Api;

/// <summary>An error as WordPress words it, for a whole call or for one item of a batch.</summary>
internal sealed record ShopError
{
    /// <summary><c>woocommerce_rest_product_invalid_id</c>, …</summary>
    [JsonConverter(typeof(LenientText))]
    public string Code { get => field ?? ""; init; }

    /// <summary>For people; may hold tags and entities.</summary>
    [JsonConverter(typeof(LenientText))]
    public string Message { get => field ?? ""; init; }

    /// <summary>Details, of any shape.</summary>
    public JsonElement Data { get; init; }

    /// <summary>The status that belongs to the error; 0 if it says none.</summary>
    [JsonIgnore]
    public int Status => Data.ValueKind == JsonValueKind.Object && Data.TryGetProperty("status", out var status) && status.ValueKind == JsonValueKind.Number && status.TryGetInt32(out var number) ? number : 0;

    /// <summary>The message, readable.</summary>
    [JsonIgnore]
    public string Text => PlainText.Of(Message);
}
