using Connector.Abstractions;
using Connector.Adapters.Http.Template.Paths;
using Connector.Adapters.Http.Template.Placeholders;
using Connector.Adapters.Http.Template.Urls;

namespace Connector.Adapters.Http.Template.Writing;

/// <summary>Looks at a change before it is sent: what the template cannot carry exactly is refused, never rounded or bent.</summary>
internal sealed class WriteCheck(WritePlan plan, TemplateScope values)
{
    private readonly HashSet<string> _names = [.. plan.Request.Names];
    private readonly string[] _numbers = [.. plan.Request.NumberNames];

    /// <summary>The change ready to be sent, or the outcome that it has already.</summary>
    public (Write? Write, StockOutcome? Outcome) Prepare(StockChange change)
    {
        if (Refuse(change) is { } refused)
            return (null, refused);
        if (TemplateRef.Parse(change.Ref) is not { } reference || (reference.Id is null && (_names.Contains("ref") || _names.Contains("parent"))))
            return (null, Gone(change, "was not read with this template"));
        if (_names.Contains("parent") && reference.Parent is null && plan.Request.Url.PathNames.Contains("parent"))
            return (null, Outcomes.Of(change, StockStatus.Rejected, "http.no_parent", $"{change.Sku} belongs to no other product, and the path needs {{{{parent}}}}. It was not sent."));
        if (reference.Sku is not null && reference.Sku != change.Sku)
            return (null, Gone(change, "carries another SKU now"));

        var scope = new TemplateScope(values)
            .Set("sku", TemplateValue.Of(change.Sku))
            .Set("ref", TemplateValue.Of(reference.Id))
            .Set("parent", TemplateValue.Of(reference.Parent))
            .Set("quantity", TemplateValue.Of(change.Quantity));
        if (_numbers.FirstOrDefault(name => scope.Find(name).AsNumber is null) is { } name)
            return (null, Outcomes.Of(change, StockStatus.Rejected, "http.not_a_number", $"{name} of {change.Sku} is no number, and the body says {{{{{name}|number}}}}. It was not sent: take |number away if the site takes text."));
        // Batches have no values of one number in their path.
        return plan.IsSingle && CheckPath(change, scope) is { } lost ? (null, lost) : (new Write(change, reference.Id ?? change.Sku, scope), null);
    }

    private StockOutcome? Refuse(StockChange change)
    {
        var quantity = change.Quantity;
        if (quantity < 0 && !plan.Negative)
            return Outcomes.Of(change, StockStatus.Rejected, "http.negative", $"{Scalars.Number(quantity)} for {change.Sku} was not sent: the site takes no numbers below zero (write.negative).");
        if (decimal.Round(quantity, plan.Decimals) != quantity)
            return Outcomes.Of(change, StockStatus.Rejected, "http.fraction", $"{Scalars.Number(quantity)} for {change.Sku} was not sent: the site takes {plan.Decimals} digits after the point (write.decimals). Let the stock rule round it.");
        return SkuText.IsWhole(change.Sku)
            ? null
            : Outcomes.Of(change, StockStatus.Rejected, "http.not_unicode", "A SKU that holds half a character cannot be sent; correct it in keyCRM.");
    }

    private StockOutcome? CheckPath(StockChange change, TemplateScope scope)
    {
        try
        {
            plan.Request.Url.Render(scope);
            return null;
        }
        catch (TemplateValueException exception)
        {
            return Outcomes.Of(change, StockStatus.Rejected, "http.not_a_path", $"{exception.Message}, so {change.Sku} cannot be reached by this template. It was not sent.");
        }
    }

    private static StockOutcome Gone(StockChange change, string why) =>
        Outcomes.Of(change, StockStatus.Gone, "http.unknown_ref", $"“{change.Ref}” {why}; the SKU {change.Sku} is looked up again.");
}
