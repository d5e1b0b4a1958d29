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

    public static StockOutcome Applied(StockChange change, StockRow row) => new() { Ref = change.Ref, Status = StockStatus.Applied, Current = row.Quantity };

    /// <summary>The outcome of a change that is not to be sent: PrestaShop refuses a whole batch for one number it cannot hold.</summary>
    public static StockOutcome? Refused(StockChange change) =>
        change.Quantity != decimal.Truncate(change.Quantity) ? Make(change, StockStatus.Rejected, "prestashop.fraction", "PrestaShop keeps whole numbers; set stock.fraction to floor or round.")
        : change.Quantity is < 0 or > int.MaxValue ? Make(change, StockStatus.Rejected, "prestashop.out_of_range", $"{change.Quantity.ToString(CultureInfo.InvariantCulture)} is no number that the shop can hold (0 to {int.MaxValue}).")
        : null;

    /// <summary>The outcome of a change whose row is not what the reference says; <see langword="null"/> where it may be sent.</summary>
    /// <param name="change">The change.</param>
    /// <param name="row">The row now; <see langword="null"/> if there is none.</param>
    /// <param name="reference">What the reference says.</param>
    /// <param name="isParent">Whether the row is the sum of a product's combinations.</param>
    public static StockOutcome? Unsendable(StockChange change, StockRow? row, StockRef reference, bool isParent) =>
        row is null || !reference.IsOf(row) ? Make(change, StockStatus.Gone, "prestashop.gone", "The shop has no such stock row any more.")
        : isParent ? Make(change, StockStatus.Gone, "prestashop.has_combinations", "The product has combinations now; its own number is their sum, kept by the shop.", row.Quantity)
        : row.DependsOnStock ? Make(change, StockStatus.NotTracked, "prestashop.depends_on_stock", "The old advanced stock management keeps this product's number. Take the product out of it (Quantities tab).", row.Quantity)
        : null;

    /// <summary>The outcome of a row that was sent alone and refused.</summary>
    public static StockOutcome OfRefusal(StockChange change, ShopAnswer answer)
    {
        var code = $"prestashop.{answer.Code.ToString(CultureInfo.InvariantCulture)}";
        var message = answer.Errors.Count > 0 ? answer.Errors[0].Message : $"status {(int)answer.Status}";
        return (answer.Code, (int)answer.Status) switch
        {
            (92, _) or (0, 404) => Make(change, StockStatus.Gone, code, message),
            (133 or 46, _) => Make(change, StockStatus.NotTracked, "prestashop.depends_on_stock", message),
            ( > 0, 400) => Make(change, StockStatus.Rejected, code, message),
            _ => Make(change, StockStatus.Failed, code, message),
        };
    }
}
