using Connector.Core.Ledger;
using Connector.Core.Planning;

namespace Connector.Core.Sync;

/// <summary>Writes and confirms the changes of one run, and notes how the run came out: the same for a pass, a step and an undoing.</summary>
internal sealed class StoreRun(StoreDefinition store, StoreGateway gateway, Ledger.Ledger ledger, StockWriter writer, long run)
{
    /// <summary>Sends every change until each has a result, or the store is stopped.</summary>
    /// <param name="changes">What to write.</param>
    /// <param name="progress">Told how many are settled.</param>
    /// <param name="cancellationToken">Ends the writing early; what was sent stays sent.</param>
    public async Task<StoreReport> WriteAsync(IReadOnlyList<PlannedChange> changes, Action<int> progress, CancellationToken cancellationToken)
    {
        var items = changes.Select(change => new WriteItem(change)).ToList();
        await writer.WriteAsync(items, progress, cancellationToken).ConfigureAwait(false);
        if (writer.Stopped is null)
            await new WriteConfirmation(store, gateway, ledger, writer).ConfirmAsync(items, cancellationToken).ConfigureAwait(false);
        return new StoreReport
        {
            Store = store.Id,
            Items = items.ConvertAll(item => item.Result!),
            Failure = writer.Stopped?.Message,
            FailureKind = writer.Stopped?.Failure,
        };
    }

    /// <summary>Ends the run as its report says.</summary>
    public void End(StoreReport report) => ledger.Runs.End(
        run, report.IsConverged ? RunState.Done : RunState.Failed, report.Items.Count, report.AppliedItems, report.FailedItems, report.Failure);
}
