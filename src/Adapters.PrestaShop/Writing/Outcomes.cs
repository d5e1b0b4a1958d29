using System.Globalization;
using Connector.Abstractions;
using Connector.Adapters.PrestaShop.Api;
using Connector.Adapters.PrestaShop.Listings;

namespace Connector.Adapters.PrestaShop.Writing;

/// <summary>What became of a change.</summary>
internal static class Outcomes
{
    public static StockOutcome Make(StockChange change, StockStatus status, string code, string message, decimal? current = null) =>
        new() { Ref = change.Ref, Status = status, Current = current, Error = new StoreError { Code = code, Message = message } };

    /// <summary>The shop has shown what the row holds now.</summary>
    public static StockOutcome Applied(StockChange change, long quantity) => new() { Ref = change.Ref, Status = StockStatus.Applied, Current = quantity };

    /// <summary>The shop's answer proved nothing, and the row holds the number when read.</summary>
    public static StockOutcome Confirmed(StockChange change, string why, long quantity) =>
        Make(change, StockStatus.Applied, "prestashop.confirmed_by_reading", $"{why} The shop holds the number when read back.", quantity);

    /// <summary>The shop's answer proved nothing, and the row holds another number when read.</summary>
    public static StockOutcome Unconfirmed(StockChange change, string why, long quantity) => Make(change, StockStatus.Failed, "prestashop.unconfirmed",
        string.Create(CultureInfo.InvariantCulture, $"{why} Read back, the shop holds {quantity} for {change.Sku}; the number is sent again."), quantity);

    /// <summary>Not sent in this call.</summary>
    public static StockOutcome NotSent(StockChange change) => Make(change, StockStatus.Failed, "prestashop.not_sent",
        $"The shop failed at, or took too long over, the numbers before {change.Sku}, so this one was not sent; it is sent again later.");

    public static StockOutcome Gone(StockChange change) =>
        Make(change, StockStatus.Gone, "prestashop.gone", "The shop has no such stock row any more; the SKU is looked up again.");

    /// <summary>The outcome of a change that cannot be sent, whatever the row: PrestaShop refuses a whole batch for one such number.</summary>
    public static StockOutcome? Unsendable(StockChange change) =>
        change.Quantity != decimal.Truncate(change.Quantity) ? Make(change, StockStatus.Rejected, "prestashop.fraction", "PrestaShop keeps whole numbers; set stock.fraction to floor or round.")
        : change.Quantity is < 0 or > int.MaxValue ? Make(change, StockStatus.Rejected, "prestashop.out_of_range", $"{change.Quantity.ToString(CultureInfo.InvariantCulture)} is no number that the connector writes to PrestaShop (0 to {int.MaxValue}).")
        : null;

    /// <summary>The outcome of a change whose row is not what the reference says; <see langword="null"/> where it may be sent.</summary>
    /// <param name="change">The change.</param>
    /// <param name="reference">What the reference says.</param>
    /// <param name="row">The row now; <see langword="null"/> if this shop has none.</param>
    /// <param name="isParent">Whether the row is the sum of a product's combinations.</param>
    public static StockOutcome? Unsendable(StockChange change, StockRef reference, StockRow? row, bool isParent) =>
        row is null || !reference.IsOf(row) ? Gone(change)
        : isParent ? Make(change, StockStatus.Gone, "prestashop.has_combinations", "The product has combinations now; its own number is their sum, kept by the shop. The SKU is looked up again.", row.Quantity)
        : row.DependsOnStock ? DependsOnStock(change, row.Quantity)
        : null;

    /// <summary>The outcome of a row that was sent alone and refused.</summary>
    public static StockOutcome OfRefusal(StockChange change, ShopAnswer answer, long? current)
    {
        var message = $"{answer.Errors[0].Message} ({answer.Errors[0].Code.ToString(CultureInfo.InvariantCulture)})";
        var code = $"prestashop.{answer.Code.ToString(CultureInfo.InvariantCulture)}";
        return (answer.Code, (int)answer.Status) switch
        {
            (92, _) => Gone(change),
            (133 or 46, _) => DependsOnStock(change, current),
            (_, 400) => Make(change, StockStatus.Rejected, code, message, current),
            _ => Make(change, StockStatus.Failed, code, message, current),
        };
    }

    private static StockOutcome DependsOnStock(StockChange change, decimal? current) => Make(change, StockStatus.NotTracked, "prestashop.depends_on_stock",
        "The old advanced stock management keeps this product's number. Take the product out of it (Quantities tab).", current);
}
