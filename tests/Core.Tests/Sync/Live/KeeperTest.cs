using Connector.Core.Ledger;
using Connector.Core.Stock;
using Connector.Core.Sync;
using Connector.Core.Sync.Live;
using Microsoft.Extensions.Logging.Abstractions;

namespace Connector.Core.Tests.Sync.Live;

/// <summary>One shop in memory that the service keeps right, in virtual time.</summary>
public abstract class KeeperTest : StorePassTest
{
    private StoreKeeper? keeper;

    private protected StoreKeeper Keeper => keeper ??= NewKeeper();

    /// <summary>What a service that is started again begins with.</summary>
    private protected StoreKeeper Restart() => keeper = NewKeeper();

    private protected static Level LevelOf(long offer, string? sku, decimal? quantity, decimal reserve, Observation observation) =>
        new() { Offer = offer, Sku = sku, Quantity = quantity, Reserve = reserve, Observation = observation };

    private protected Task<StoreReport> StepAsync(bool readWhole = false) => DriveAsync(Keeper.StepAsync(readWhole, Token, Token));

    /// <summary>Steps until nothing is due any more, with the clock standing still but for what the steps wait for.</summary>
    private protected async Task<StoreReport> SettleAsync()
    {
        StoreReport report;
        var steps = 0;
        do
        {
            report = await StepAsync();
            (++steps).ShouldBeLessThan(200, "the keeper never comes to rest");
        }
        while (report.Failure is null && Keeper.NextDue() <= Time.GetUtcNow());
        return report;
    }

    private protected IReadOnlyList<DesiredNumber> Numbers(DesiredState state) => Ledger.Desired.List(Definition.Id, state);

    private StoreKeeper NewKeeper() => new(
        Definition, Shop, Ledger, text => text.Replace("s3cret", "***", StringComparison.Ordinal), Time, NullLogger.Instance);
}
