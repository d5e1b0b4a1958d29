using System.Globalization;
using Connector.Abstractions;
using Connector.Adapters.WooCommerce.Api;

namespace Connector.Adapters.WooCommerce.Writing;

/// <summary>What a batch's answer means for each change. A status of 200 says nothing about the items.</summary>
internal static class Outcomes
{
    private const string ShopPrefix = "woocommerce_rest_";

    /// <summary>The outcome of a change that is not to be sent: WooCommerce cuts fractions off and keeps numbers below zero.</summary>
    public static StockOutcome? Refused(StockChange change) =>
        change.Quantity != decimal.Truncate(change.Quantity) ? Rejected(change, "woo.fraction", "WooCommerce keeps whole numbers; set stock.fraction to floor or round.")
        : change.Quantity is < 0 or > long.MaxValue ? Rejected(change, "woo.out_of_range", $"{change.Quantity.ToString(CultureInfo.InvariantCulture)} is no number of pieces.")
        : null;

    /// <summary>The listing is not there any more.</summary>
    public static StockOutcome Gone(StockChange change, string code, string message) =>
        new() { Ref = change.Ref, Status = StockStatus.Gone, Error = new StoreError { Code = code, Message = message } };

    /// <summary>One outcome for each item of a batch.</summary>
    /// <param name="batch">What was sent.</param>
    /// <param name="answered">What the shop says, normally in the order sent.</param>
    public static IReadOnlyList<StockOutcome> Of(Batch batch, IReadOnlyList<ProductRow> answered)
    {
        var inOrder = answered.Count == batch.Ids.Count;
        var byId = answered.Where(row => row.Id is not null).GroupBy(row => row.Id!.Value).ToDictionary(group => group.Key, group => group.Last());
        return
        [
            .. batch.Changes.Select((change, i) =>
            {
                var row = inOrder && (answered[i].Id == batch.Ids[i] || answered[i].Id is null) ? answered[i] : byId.GetValueOrDefault(batch.Ids[i]);
                return row is null ? Failed(change, "woo.no_answer", "The shop's answer says nothing of this product; whether it was written shows the next reading.") : Of(change, row);
            }),
        ];
    }

    /// <summary>The outcome that a row, as the shop now has it, means.</summary>
    public static StockOutcome Of(StockChange change, ProductRow row)
    {
        if (row.Error is { } error)
            return OfError(change, error);
        if (row.ManageStock != StockKeeping.Own)
            return NotTracked(change, row.ManageStock);
        // The same SKU in another case is still the same product; the host has decided so.
        if (row.Sku.Length > 0 && !string.Equals(row.Sku.Trim().Normalize(), change.Sku.Trim().Normalize(), StringComparison.OrdinalIgnoreCase))
            return Gone(change, "woo.other_sku", $"The product carries the SKU “{row.Sku}” now; it was renamed in the shop since it was read.") with { Current = row.StockQuantity };
        return row.StockQuantity is { } quantity
            ? new StockOutcome { Ref = change.Ref, Status = StockStatus.Applied, Current = quantity }
            : Failed(change, "woo.no_number", "The shop answered without a number.");
    }

    /// <summary>Not done, and worth trying again.</summary>
    public static StockOutcome Failed(StockChange change, string code, string message) =>
        new() { Ref = change.Ref, Status = StockStatus.Failed, Error = new StoreError { Code = code, Message = message } };

    /// <summary>The shop does not count the listing's own stock.</summary>
    public static StockOutcome NotTracked(StockChange change, StockKeeping keeping) => new()
    {
        Ref = change.Ref,
        Status = StockStatus.NotTracked,
        Error = keeping == StockKeeping.Parent
            ? new StoreError { Code = "woo.kept_by_parent", Message = "The variation takes its stock from its parent. Give the number to the parent's SKU, or tick “Manage stock?” on the variation." }
            : new StoreError { Code = "woo.not_tracked", Message = "The shop does not count this product's stock. Tick “Manage stock?” (Inventory) on the product, and “Enable stock management” in WooCommerce → Settings → Products → Inventory." },
    };

    private static StockOutcome OfError(StockChange change, ShopError error)
    {
        var code = "woo." + (error.Code.StartsWith(ShopPrefix, StringComparison.Ordinal) ? error.Code[ShopPrefix.Length..] : error.Code);
        return error.Code switch
        {
            ShopPrefix + "product_invalid_id" or ShopPrefix + "product_variation_invalid_id" => Gone(change, code, $"The shop has no such product any more ({error.Text})"),
            ShopPrefix + "invalid_product_id" => Gone(change, code, "The product has become a variation."),
            "product_external_invalid_manage_stock" => NotTracked(change, StockKeeping.None),
            // Only what the shop says of the change itself lasts; locks, limits, faults and what has no status are tried again.
            _ when error.Status is 400 or 403 or 404 or 422 => Rejected(change, code, error.Text),
            _ => Failed(change, code, error.Text),
        };
    }

    private static StockOutcome Rejected(StockChange change, string code, string message) =>
        new() { Ref = change.Ref, Status = StockStatus.Rejected, Error = new StoreError { Code = code, Message = message } };
}
