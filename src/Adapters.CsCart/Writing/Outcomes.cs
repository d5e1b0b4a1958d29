using System.Globalization;
using Connector.Abstractions;
using Connector.Adapters.CsCart.Listings;

namespace Connector.Adapters.CsCart.Writing;

/// <summary>Words what became of one change.</summary>
internal static class Outcomes
{
    /// <summary>The largest number that CS-Cart's column of whole numbers holds; it cuts larger ones without a word.</summary>
    public const decimal MostAmount = 8_388_607;

    /// <summary>Why a number is not sent at all; <see langword="null"/> if it may be.</summary>
    public static StockOutcome? Refused(StockChange change) => change.Quantity switch
    {
        < 0 => Rejected(change, "cscart.negative", Say($"{change.Sku}: CS-Cart is not given {change.Quantity}, a number below zero.")),
        > MostAmount => Rejected(change, "cscart.too_large", Say($"{change.Sku}: CS-Cart holds at most {MostAmount} pieces, and would cut {change.Quantity} without a word. Nothing was sent.")),
        var quantity when quantity != decimal.Truncate(quantity) => Rejected(change, "cscart.fraction", Say($"{change.Sku}: CS-Cart holds whole numbers only, and would cut {change.Quantity}. Nothing was sent; set “fraction” to floor or round in the store's stock rule.")),
        _ => null,
    };

    /// <summary>Why a row that was just read cannot take the change; <see langword="null"/> if it can.</summary>
    public static StockOutcome? Unfit(StockChange change, ShopRow row)
    {
        if (row.Code != change.Sku)
            return Gone(change, Say($"{change.Ref} carries the SKU “{row.Code}” now, not “{change.Sku}”."));
        return row.Tracking switch
        {
            "O" => NotTracked(change, Say($"{change.Sku} is counted by its option combinations; its own number means nothing. Give the combinations SKUs.")),
            "D" => NotTracked(change, Say($"The shop does not track the stock of {change.Sku}. Set its inventory tracking to “Track without options” if it should.")),
            _ => null,
        };
    }

    public static StockOutcome Applied(StockChange change, string? remark = null) => new()
    {
        Ref = change.Ref,
        Status = StockStatus.Applied,
        Current = change.Quantity,
        Error = remark is null ? null : Error("cscart.confirmed_by_reading", remark),
    };

    public static StockOutcome Accepted(StockChange change) => new() { Ref = change.Ref, Status = StockStatus.Accepted };

    public static StockOutcome Unchanged(StockChange change) => new() { Ref = change.Ref, Status = StockStatus.Unchanged, Current = change.Quantity };

    public static StockOutcome Gone(StockChange change, string why) =>
        new() { Ref = change.Ref, Status = StockStatus.Gone, Error = Error("cscart.gone", why) };

    public static StockOutcome NotTracked(StockChange change, string why) =>
        new() { Ref = change.Ref, Status = StockStatus.NotTracked, Error = Error("cscart.not_tracked", why) };

    public static StockOutcome Rejected(StockChange change, string code, string why, decimal? current = null) =>
        new() { Ref = change.Ref, Status = StockStatus.Rejected, Current = current, Error = Error(code, why) };

    public static StockOutcome Failed(StockChange change, string code, string why, decimal? current = null) =>
        new() { Ref = change.Ref, Status = StockStatus.Failed, Current = current, Error = Error(code, why) };

    /// <summary>A row that said yes and does not hold the number.</summary>
    /// <param name="change">What was sent.</param>
    /// <param name="holds">What it holds now.</param>
    /// <param name="before">What it held before, if that is known.</param>
    public static StockOutcome NotKept(StockChange change, decimal holds, decimal? before) => holds == before
        ? Rejected(change, "cscart.warehouse_split", Say($"{change.Sku}: the shop said yes to {change.Quantity} and still holds {holds}. Its stock is split by warehouse there, and the sum cannot be written: clear the product's warehouse numbers (the general quantity counts again), or keep it by hand."), holds)
        : Failed(change, "cscart.ignored", Say($"{change.Sku}: the shop said yes to {change.Quantity} and holds {holds}. An order may have come between, or an add-on changes the number; it is tried again."), holds);

    public static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static StoreError Error(string code, string message) => new() { Code = code, Message = message };
}
