using System.Text.Json.Serialization;

namespace Connector.Adapters.WooCommerce.Api;

/// <summary>A product or variation as any of the shop's lists and batches show it.</summary>
internal sealed record ProductRow
{
    /// <summary>The fields that are asked of lists.</summary>
    public const string Fields = "id,sku,parent_id,type,manage_stock,stock_quantity";

    /// <summary>The post's id.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public long? Id { get; init; }

    /// <summary>Its SKU. A variation without one shows its parent's, except in a search by SKU.</summary>
    [JsonConverter(typeof(LenientText))]
    public string Sku { get => field ?? ""; init; }

    /// <summary>For a variation its parent's id; 0 for a product.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public long ParentId { get; init; }

    /// <summary>simple, variable, variation, …; empty where the list tells none.</summary>
    [JsonConverter(typeof(LenientText))]
    public string Type { get => field ?? ""; init; }

    /// <summary>Who keeps its stock.</summary>
    [JsonConverter(typeof(StockKeepingConverter))]
    public StockKeeping ManageStock { get; init; }

    /// <summary>The number, in pieces. The stock report shows 0 for none.</summary>
    [JsonConverter(typeof(LenientNumber))]
    public decimal? StockQuantity { get; init; }

    /// <summary>In a batch: why this item was not done.</summary>
    public ShopError? Error { get; init; }

    /// <summary>Whether it is a variation. Grouped products' children have no parent here, so a parent means a variation.</summary>
    [JsonIgnore]
    public bool IsVariation => Type == "variation" || (Type.Length == 0 && ParentId > 0);
}
