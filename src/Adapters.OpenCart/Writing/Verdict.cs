using Connector.Abstractions;
using Connector.Adapters.OpenCart.Reading;
using Connector.Adapters.OpenCart.RollUps;
using Connector.Adapters.OpenCart.Schema;

namespace Connector.Adapters.OpenCart.Writing;

/// <summary>Compares one change with the row as it is now: what is to be said of it, or that it is to be written.</summary>
internal static class Verdict
{
    /// <summary>The outcome of a change that needs no write; <see langword="null"/> where it is to be written.</summary>
    public static StockOutcome? Of(StockChange change, StockTable table, StockRow? row, NumberOwner owner)
    {
        if (row is null)
            return Gone(change);
        if (!SkuText.Same(row.Sku, change.Sku))
        {
            return Say(change, StockStatus.Gone, "opencart.other_sku",
                $"The shop's row {change.Ref} does not carry the SKU '{change.Sku}' any more. It was not written; the SKU is looked up again.");
        }

        if (owner is NumberOwner.RollUp)
        {
            return Say(change, StockStatus.NotTracked, "opencart.rolled_up",
                $"The number of {change.Ref} ('{change.Sku}') is made of its variants or options and has no offer of its own.");
        }

        if (owner is NumberOwner.Nobody)
        {
            return Say(change, StockStatus.NotTracked, "opencart.not_tracked",
                $"Subtract Stock is off for {change.Ref} ('{change.Sku}') in the shop, so its number is left alone.");
        }

        if (table.Range.Refuse(change.Quantity) is { } error)
            return new StockOutcome { Ref = change.Ref, Status = StockStatus.Rejected, Current = row.Quantity, Error = error };
        return row.Quantity == change.Quantity
            ? new StockOutcome { Ref = change.Ref, Status = StockStatus.Unchanged, Current = row.Quantity }
            : null;
    }

    public static StockOutcome Applied(StockChange change) =>
        new() { Ref = change.Ref, Status = StockStatus.Applied, Current = change.Quantity };

    public static StockOutcome Gone(StockChange change) => Say(change, StockStatus.Gone, "opencart.gone",
        $"The shop has no row {change.Ref} ('{change.Sku}') any more. The SKU is looked up again.");

    public static StockOutcome Locked(StockChange change) => Say(change, StockStatus.Failed, "opencart.locked",
        $"Another program kept writing the shop's row {change.Ref} ('{change.Sku}'). It is tried again later.");

    private static StockOutcome Say(StockChange change, StockStatus status, string code, string message) =>
        new() { Ref = change.Ref, Status = status, Error = new StoreError { Code = code, Message = message } };
}
