using Connector.Core.KeyCrm;
using Connector.Core.Ledger;
using AccountReader = Connector.Core.KeyCrm.AccountReader;

namespace Connector.Host.Service;

/// <summary>
/// Spends what an account's budget has left on the offers whose reading is oldest, above all those that are nearly sold out: they
/// are the ones that are oversold. Rests while everything is read, and while another command uses the key.
/// </summary>
internal sealed class SpareReading(string account, AccountReader reader, Ledger ledger, TimeProvider time)
{
    // Requests whose offers are chosen at one time.
    private const int RequestsAhead = 10;

    // Younger readings are left as they are.
    private static readonly TimeSpan YoungWhereNearlyGone = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Young = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    /// <summary>Whether a store's rule needs the rows by warehouse.</summary>
    public required Func<bool> NeedsWarehouses { get; init; }

    /// <summary>Called when levels have changed.</summary>
    public required Action Changed { get; init; }

    /// <summary>Whether everything is being read now.</summary>
    public required Func<bool> IsScanning { get; init; }

    /// <summary>Reads until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            await Task.Delay(Rest, time, stop).ConfigureAwait(false);
            if (IsScanning())
                continue;
            var now = time.GetUtcNow();
            var oldest = ledger.Levels.Oldest(account, now - YoungWhereNearlyGone, now - Young, AccountReader.MostNamed * RequestsAhead);
            await ReadAsync(oldest, stop).ConfigureAwait(false);
        }
    }

    private async Task ReadAsync(IReadOnlyList<long> offers, CancellationToken stop)
    {
        foreach (var group in offers.Chunk(AccountReader.MostNamed))
        {
            // Another command of this machine needs the key more.
            if (IsScanning() || ledger.Requests.Recent(account).Count > reader.Budget.Used)
                return;
            try
            {
                var (_, isNew) = await reader.ReadNextAsync(() => group, NeedsWarehouses(), RequestPriority.Background, stop).ConfigureAwait(false);
                if (isNew)
                    Changed();
            }
            catch (KeyCrmException)
            {
                // The next reading of everything meets it too, and tells it.
                return;
            }
        }
    }
}
