using Connector.Abstractions;

namespace Connector.Core.Tests.Sync;

/// <summary>Law 7 at the gateway: what an adapter says of a call that failed is redacted before it is kept.</summary>
public sealed class SecretsInFailuresTests : StorePassTest
{
    [Fact]
    public async Task A_failure_that_repeats_a_secret_reaches_neither_report_nor_journal_with_it()
    {
        Open(3);
        Say((1, 5), (2, 5), (3, 5));
        Shop.BeforeSet = _ => throw new StoreException(StoreFailure.Unauthorized, "the key s3cret is refused");
        var report = await SyncAsync();
        report.Failure.ShouldBe("the key *** is refused");
        Ledger.Journal.History("S-1", Definition.Id, 10).ShouldHaveSingleItem().Message.ShouldBe("the key *** is refused");
    }
}
