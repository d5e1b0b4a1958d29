using System.Globalization;
using Connector.Abstractions;
using Connector.Adapters.PrestaShop.Api;
using Connector.Adapters.PrestaShop.Listings;

namespace Connector.Adapters.PrestaShop.Writing;

/// <summary>Makes outcomes of what a shop holds and of what it says.</summary>
internal static class Outcomes
{
    private const int LargestNumber = int.MaxValue;

    /// <summary>Numbers that a shop would refuse; below zero is fine.</summary>
    public static StockOutcome? Refused(StockChange change) =>
        change.Quantity != decimal.Truncate(change.Quantity) ? Make(change, StockStatus.Rejected, "prestashop.fraction", "PrestaShop keeps whole numbers; set stock.fraction to floor or round.")
        : Math.Abs(change.Quantity) > LargestNumber ? Make(change, StockStatus.Rejected, "prestashop.out_of_range", $"{change.Quantity.ToString(CultureInfo.InvariantCulture)} is more than PrestaShop can keep (2147483647).")
        : null;

    /// <summary>The shop said that it holds the number now.</summary>
    public static StockOutcome Applied(WriteItem item) => new() { Ref = item.Change.Ref, Status = StockStatus.Applied, Current = item.Quantity };

    /// <summary>What a row means that was read back after a write that was not answered as it should be.</summary>
    /// <param name="item">What was sent.</param>
    /// <param name="row">The row as it is now; <see langword="null"/> if it is gone.</param>
    /// <param name="why">Why it was read back, for the journal.</param>
    /// <returns><see langword="null"/> if the number was not saved.</returns>
    public static StockOutcome? OfRow(WriteItem item, StockRow? row, string why) =>
        OfRow(item, row)
        ?? (row!.Quantity == item.Quantity ? Applied(item) with { Error = new StoreError { Code = "prestashop.confirmed_by_reading", Message = $"{why} The shop holds the number when read back." } } : null);

    /// <summary>Why a row may not be written.</summary>
    /// <returns><see langword="null"/> if it may.</returns>
    public static StockOutcome? OfRow(WriteItem item, StockRow? row) => row switch
    {
        null => Make(item.Change, StockStatus.Gone, "prestashop.no_row", $"The shop has no stock row {item.Place.RowId} any more."),
        _ when row.ProductId != item.Place.ProductId || row.CombinationId != item.Place.CombinationId =>
            Make(item.Change, StockStatus.Gone, "prestashop.other_product", $"The stock row {item.Place.RowId} belongs to another product or combination now."),
        { DependsOnStock: true } => Make(item.Change, StockStatus.NotTracked, "prestashop.depends_on_stock", "The product's stock is kept by the old advanced stock management (depends_on_stock), which computes the number itself. Switch that off on the product's page, tab Quantities."),
        _ => null,
    };

    /// <summary>What the shop's refusal of this one row means.</summary>
    /// <returns><see langword="null"/> if it may have been saved all the same: a module's warning comes after the saving.</returns>
    public static StockOutcome? OfError(WriteItem item, ShopAnswer answer) => answer.Error switch
    {
        { Code: 92 or 131 } error => Make(item.Change, StockStatus.Gone, error.Name, $"The shop has no stock row {item.Place.RowId} any more ({error.Message})."),
        { Code: 133 } error => Make(item.Change, StockStatus.NotTracked, error.Name, $"{error.Message} Switch the advanced stock management off on the product's page, tab Quantities."),
        { } error when (int)answer.Status is 400 or 404 => Make(item.Change, StockStatus.Rejected, error.Name, error.Message),
        _ => null,
    };

    /// <summary>Not saved, or not known to be, and worth trying again.</summary>
    public static StockOutcome Failed(WriteItem item, string code, string message) => Make(item.Change, StockStatus.Failed, code, message);

    public static StockOutcome Make(StockChange change, StockStatus status, string code, string message) =>
        new() { Ref = change.Ref, Status = status, Error = new StoreError { Code = code, Message = message } };
}
