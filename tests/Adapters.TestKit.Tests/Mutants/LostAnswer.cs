using Connector.Abstractions;
using Connector.Adapters.TestKit.Tests.Memory;

namespace Connector.Adapters.TestKit.Tests.Mutants;

/// <summary>Makes something up where the shop's answer got lost.</summary>
internal sealed class LostAnswer(MemoryShop shop, StoreContext context, StockStatus status) : MemoryAdapter(shop, context)
{
    public override async Task<IReadOnlyList<StockOutcome>> SetStockAsync(IReadOnlyList<StockChange> changes, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SetStockAsync(changes, cancellationToken);
        }
        catch (HttpRequestException)
        {
            return [.. changes.Select(change => Say(change, status))];
        }
    }
}
