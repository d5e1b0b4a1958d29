using Connector.Core.KeyCrm;
using Connector.Core.Stock;
using Connector.Host.Configuration;
using AccountReader = Connector.Core.KeyCrm.AccountReader;

namespace Connector.Host.Service;

/// <summary>
/// Keeps the ledger's picture of one account young: works on its webhooks, reads it whole on its schedule, one reading at a time,
/// and spends what is left of the budget on the oldest readings. Wakes its stores when something changed, and waits for none.
/// </summary>
internal sealed class AccountWorker
{
    // A reading of everything that a webhook asked for, by naming a SKU that nobody knows.
    private static readonly TimeSpan LeastBetweenScans = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMinutes(1);

    private readonly ServiceContext service;
    private readonly string name;
    private readonly AccountConfiguration configuration;
    private readonly AccountReader reader;
    private readonly Func<IEnumerable<StoreWorker>> stores;
    private readonly WebhookReader webhooks;
    private readonly SpareReading spare;
    private readonly Signal scanWish = new();

    /// <summary>The worker of one account, not working yet.</summary>
    /// <param name="service">What all workers share.</param>
    /// <param name="name">The account's name.</param>
    /// <param name="configuration">The account as configured.</param>
    /// <param name="reader">Reads it.</param>
    /// <param name="stores">The stores that it feeds now.</param>
    public AccountWorker(
        ServiceContext service, string name, AccountConfiguration configuration, AccountReader reader, Func<IEnumerable<StoreWorker>> stores)
    {
        this.service = service;
        this.name = name;
        this.configuration = configuration;
        this.reader = reader;
        this.stores = stores;
        webhooks = new WebhookReader(name, reader, service.Ledger, service.Time, service.Loggers.CreateLogger($"Connector.Account.{name}"))
        {
            IsTrusted = () => configuration.Webhook?.Mode == WebhookMode.Trust,
            NeedsWarehouses = NeedsWarehouses,
            Changed = WakeStores,
            UnknownSku = scanWish.Set,
        };
        spare = new SpareReading(name, reader, service.Ledger, service.Time) { NeedsWarehouses = NeedsWarehouses, Changed = FoundChanges, IsScanning = () => IsScanning };
    }

    /// <summary>The account's name.</summary>
    public string Name => name;

    /// <summary>Why the account could not be read last; <see langword="null"/> while it can.</summary>
    public KeyCrmException? Failure => ScanFailure ?? webhooks.Failure;

    /// <summary>The same for a person.</summary>
    public string? Trouble => Failure?.Message;

    /// <summary>Since when every reading of everything fails, UTC; <see langword="null"/> while they do not.</summary>
    public DateTimeOffset? DownSince { get; private set; }

    /// <summary>Why the last reading of everything failed; <see langword="null"/> if it did not.</summary>
    public KeyCrmException? ScanFailure { get; private set; }

    /// <summary>Whether everything is being read now.</summary>
    public bool IsScanning { get; private set; }

    /// <summary>Whether everything was read since the service started, or so shortly before that it still counts.</summary>
    public bool IsRead { get; private set; }

    /// <summary>When a reading last found something that no webhook had told, UTC.</summary>
    public DateTimeOffset? FoundChangesAt { get; private set; }

    /// <summary>Whether this is the worker of an account that is configured so.</summary>
    public bool Works(AccountConfiguration configured, AccountReader with) =>
        ReferenceEquals(reader, with) && configuration.PollEvery == configured.PollEvery && configuration.Webhook?.Mode == configured.Webhook?.Mode;

    /// <summary>Asks for a reading of everything now.</summary>
    public void Scan() => scanWish.Set();

    /// <summary>Works until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        reader.Budget.Spread();
        void Failed(string problem, TimeSpan pause) => ServiceLog.AccountFailed(service.Logger, name, service.Redactor.Redact(problem), (int)pause.TotalSeconds);
        await Task.WhenAll(
            Unending.RunAsync(ScanAsync, Failed, service.Time, stop),
            Unending.RunAsync(webhooks.RunAsync, Failed, service.Time, stop),
            Unending.RunAsync(spare.RunAsync, Failed, service.Time, stop)).ConfigureAwait(false);
    }

    // What was read longer ago is not put into stores that have been selling meanwhile.
    private TimeSpan Fresh => configuration.PollEvery.Longest * 2 > TimeSpan.FromHours(1) ? configuration.PollEvery.Longest * 2 : TimeSpan.FromHours(1);

    private bool NeedsWarehouses() => stores().Any(store => StockCalculator.NeedsWarehouses(store.Store.Configuration.Stock));

    private void WakeStores()
    {
        foreach (var store in stores())
            store.Wake();
    }

    private void FoundChanges()
    {
        FoundChangesAt = service.Time.GetUtcNow();
        WakeStores();
    }

    private async Task ScanAsync(CancellationToken stop)
    {
        IsRead |= service.Ledger.Levels.LastSnapshot(name) is { } last && service.Time.GetUtcNow() - last.At < Fresh;
        if (IsRead)
            WakeStores();
        var retry = FirstRetry;
        while (true)
        {
            var began = service.Time.GetUtcNow();
            await ScanOnceAsync(stop).ConfigureAwait(false);
            // A reading that took longer than its schedule is followed by the next at once, and never by two.
            var due = configuration.PollEvery.Until(began, service.Time);
            var least = LeastBetweenScans - (service.Time.GetUtcNow() - began);
            if (ScanFailure is null)
            {
                retry = FirstRetry;
            }
            else
            {
                due = ScanFailure.Failure == KeyCrmFailure.Unauthorized || retry > due ? due : retry;
                ServiceLog.ScanFailed(service.Logger, name, ScanFailure.Message, due > TimeSpan.Zero ? due : TimeSpan.Zero);
                retry *= 2;
                least = due;
            }

            least = least < due ? least : due;
            await scanWish.WaitAsync(least, due, service.Time, stop).ConfigureAwait(false);
        }
    }

    private async Task ScanOnceAsync(CancellationToken stop)
    {
        var before = service.Ledger.Levels.LastChange();
        IsScanning = true;
        try
        {
            var scan = await reader.ScanAsync(NeedsWarehouses(), progress: null, stop).ConfigureAwait(false);
            ScanFailure = scan.Failure;
            DownSince = ScanFailure is null ? null : DownSince ?? service.Time.GetUtcNow();
            if (scan.Snapshot is not { } snapshot)
                return;
            ServiceLog.Scanned(service.Logger, name, snapshot.Offers, scan.Requests);
            IsRead = true;
            if (service.Ledger.Levels.LastChange() != before)
                FoundChanges();
            else
                WakeStores();
        }
        finally
        {
            IsScanning = false;
        }
    }
}
