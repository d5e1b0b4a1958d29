using Connector.Core.Ledger;
using Connector.Core.Stock;
using Connector.Core.Telemetry;
using Microsoft.Extensions.Logging;

namespace Connector.Core.KeyCrm;

/// <summary>Reads one account into the ledger: whole, in proven snapshots, or single offers by name.</summary>
public sealed partial class AccountReader : IDisposable
{
    /// <summary>The most offers that one request may name.</summary>
    public const int MostNamed = KeyCrmClient.PageSize;

    private const int ScanAttempts = 3;

    private readonly KeyCrmOptions options;
    private readonly Ledger.Ledger ledger;
    private readonly ILogger logger;
    private readonly RequestBudget budget;
    private readonly KeyCrmClient client;
    private readonly TimeProvider time;

    /// <summary>A reader of one account. Make one a process and key: it holds the key's budget.</summary>
    /// <param name="http">Without redirects and without a time-out of its own; the reader sets one for every try.</param>
    /// <param name="options">The account.</param>
    /// <param name="ledger">Where levels go.</param>
    /// <param name="time">The clock of budget, time-outs and back-off.</param>
    /// <param name="logger">Names the account.</param>
    public AccountReader(HttpClient http, KeyCrmOptions options, Ledger.Ledger ledger, TimeProvider time, ILogger logger)
    {
        this.options = options;
        this.ledger = ledger;
        this.logger = logger;
        this.time = time;
        budget = new RequestBudget(options.RequestsPerMinute, time, ledger.Requests.Recent(options.Account));
        client = new KeyCrmClient(http, options, budget, ledger.Observe, ledger.Requests.Add, message => LogRetry(logger, options.Account, message), time);
    }

    /// <summary>The key's budget.</summary>
    public RequestBudget Budget => budget;

    /// <summary>
    /// Reads every offer. Only a snapshot that is proven whole reaches the ledger; one that is not is read again, and if it
    /// still cannot be proven, nothing changes.
    /// </summary>
    /// <param name="withWarehouses">Whether a store's rule needs the rows by warehouse.</param>
    /// <param name="progress">Told after every page: pages read, pages in all.</param>
    /// <param name="cancellationToken">Ends the scan early; nothing changes.</param>
    public async Task<ScanResult> ScanAsync(bool withWarehouses, IProgress<(int Read, int Of)>? progress, CancellationToken cancellationToken)
    {
        using var work = ConnectorTelemetry.Work("scan", "account", options.Account);
        var before = client.Requests;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var proof = await ReadPagesAsync(withWarehouses, progress, cancellationToken).ConfigureAwait(false);
                await ConfirmMissingAsync(proof, withWarehouses, cancellationToken).ConfigureAwait(false);
                var summary = Summarise(proof, client.Requests - before);
                ledger.Levels.StoreSnapshot(options.Account, proof.Levels, proof.Warehouses, proof.Began, summary);
                return new ScanResult { Snapshot = summary, Requests = summary.Requests };
            }
            catch (KeyCrmException exception) when (exception.Failure == KeyCrmFailure.NotWhole && attempt < ScanAttempts)
            {
                LogScanAgain(logger, options.Account, exception.Message, attempt, ScanAttempts);
            }
            catch (KeyCrmException exception)
            {
                return new ScanResult { Requests = client.Requests - before, Failure = exception };
            }
        }
    }

    /// <summary>Asks keyCRM for one offer: the cheapest call that shows that the key works.</summary>
    /// <returns>How many offers the account has.</returns>
    /// <exception cref="KeyCrmException">keyCRM cannot be read.</exception>
    public async Task<int> CountOffersAsync(CancellationToken cancellationToken) =>
        (await client.ReadPageAsync(1, details: false, cancellationToken).ConfigureAwait(false)).Total;

    /// <summary>The warehouses that occur among the account's first offers, by id: no endpoint lists them (facts: keycrm §7).</summary>
    /// <exception cref="KeyCrmException">keyCRM cannot be read.</exception>
    public async Task<IReadOnlyDictionary<long, string>> FindWarehousesAsync(CancellationToken cancellationToken) =>
        (await client.ReadPageAsync(1, details: true, cancellationToken).ConfigureAwait(false)).Warehouses;

    /// <summary>Reads named offers, before any scan that waits, into the ledger.</summary>
    /// <param name="offers">Offer ids; any number, asked for in groups of fifty.</param>
    /// <param name="withWarehouses">Whether a store's rule needs the rows by warehouse.</param>
    /// <param name="cancellationToken">Ends the reading early; groups that were read count.</param>
    /// <returns>What keyCRM says of those it still has.</returns>
    /// <exception cref="KeyCrmException">keyCRM cannot be read.</exception>
    public async Task<IReadOnlyList<Level>> ReadOffersAsync(
        IReadOnlyCollection<long> offers, bool withWarehouses, CancellationToken cancellationToken)
    {
        var found = new List<Level>();
        foreach (var group in offers.Distinct().Chunk(KeyCrmClient.PageSize))
            found.AddRange((await ReadNextAsync(() => group, withWarehouses, RequestPriority.Targeted, cancellationToken).ConfigureAwait(false)).Levels);
        return found;
    }

    /// <summary>Reads named offers, in one request, into the ledger.</summary>
    /// <param name="choose">Names 1 to <see cref="MostNamed"/> offers at the last moment, when the request's turn has come. Called once.</param>
    /// <param name="withWarehouses">Whether a store's rule needs the rows by warehouse.</param>
    /// <param name="priority">Whose turn it is.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>What keyCRM says of those it still has, and whether any of it is new.</returns>
    /// <exception cref="KeyCrmException">keyCRM cannot be read.</exception>
    public async Task<(IReadOnlyList<Level> Levels, bool IsNew)> ReadNextAsync(
        Func<IReadOnlyCollection<long>> choose, bool withWarehouses, RequestPriority priority, CancellationToken cancellationToken)
    {
        var page = await client.ReadOffersAsync(choose, withWarehouses, priority, cancellationToken).ConfigureAwait(false);
        return (page.Levels, ledger.Levels.Store(options.Account, page.Levels));
    }

    /// <inheritdoc />
    public void Dispose() => budget.Dispose();

    private async Task<SnapshotProof> ReadPagesAsync(bool details, IProgress<(int Read, int Of)>? progress, CancellationToken cancellationToken)
    {
        var proof = new SnapshotProof(options.Account);
        for (var page = 1; page <= proof.Pages; page++)
        {
            proof.Add(await client.ReadPageAsync(page, details, cancellationToken).ConfigureAwait(false));
            progress?.Report((page, proof.Pages));
        }

        return proof.IsWhole
            ? proof
            : throw new KeyCrmException(KeyCrmFailure.NotWhole, $"keyCRM account {options.Account}: the snapshot is not whole.");
    }

    // An offer that was made and one that was deleted between two pages can cancel out in every sum. Before an offer counts
    // as missing a second time, keyCRM is asked for it by name.
    private async Task ConfirmMissingAsync(SnapshotProof proof, bool details, CancellationToken cancellationToken)
    {
        var seen = proof.Levels.Select(level => level.Offer).ToHashSet();
        var doubtful = ledger.Levels.MissingOnce(options.Account).Where(offer => !seen.Contains(offer)).ToList();
        await ReadOffersAsync(doubtful, details, cancellationToken).ConfigureAwait(false);
    }

    private SnapshotSummary Summarise(SnapshotProof proof, int requests)
    {
        var skus = proof.Levels.Select(level => level.Sku?.Trim()).Where(sku => !string.IsNullOrEmpty(sku)).ToList();
        return new SnapshotSummary
        {
            At = time.GetUtcNow(),
            Offers = proof.Levels.Count,
            Requests = requests,
            WithoutSku = proof.Levels.Count - skus.Count,
            DuplicateSkus = skus.GroupBy(sku => sku, StringComparer.Ordinal).Count(group => group.Count() > 1),
            Unreadable = proof.Levels.Count(level => level.Quantity is null || level.Reserve is null),
        };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Account}: {Problem}")]
    private static partial void LogRetry(ILogger logger, string account, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Account}: {Problem} Reading everything again ({Attempt} of {Attempts} tries used); nothing has been changed.")]
    private static partial void LogScanAgain(ILogger logger, string account, string problem, int attempt, int attempts);
}
