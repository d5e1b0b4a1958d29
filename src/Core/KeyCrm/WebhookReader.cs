using System.Threading.Channels;
using Connector.Core.Ledger;
using Connector.Core.Stock;
using Microsoft.Extensions.Logging;

namespace Connector.Core.KeyCrm;

/// <summary>
/// Works on one account's inbox: reads the named offers again, up to fifty in one request, and uses what keyCRM says. A webhook
/// leaves the inbox when all its offers have been read after it arrived. Where webhooks are trusted, their numbers are used at
/// once and verified afterwards all the same.
/// </summary>
public sealed partial class WebhookReader
{
    // Named offers that wait in memory; the rest waits in the inbox.
    private const int MostOffers = 50_000;
    private const int MostEntriesAtOnce = 1000;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly string account;
    private readonly AccountReader reader;
    private readonly Ledger.Ledger ledger;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly VerificationQueue queue = new();
    private readonly Channel<bool> arrived = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private long lastLoaded;

    /// <summary>A reader of one account's inbox; one at a time in all processes.</summary>
    /// <param name="account">The account.</param>
    /// <param name="reader">Reads its offers.</param>
    /// <param name="ledger">Where levels go, and whose inbox it is.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Names the account.</param>
    public WebhookReader(string account, AccountReader reader, Ledger.Ledger ledger, TimeProvider time, ILogger logger)
    {
        this.account = account;
        this.reader = reader;
        this.ledger = ledger;
        this.time = time;
        this.logger = logger;
    }

    /// <summary>Whether the webhooks' numbers are used before they are verified.</summary>
    public Func<bool> IsTrusted { get; init; } = () => false;

    /// <summary>Whether a store's rule needs the rows by warehouse.</summary>
    public Func<bool> NeedsWarehouses { get; init; } = () => false;

    /// <summary>Called when levels have changed.</summary>
    public Action Changed { get; init; } = () => { };

    /// <summary>Called when a webhook names a SKU that is not known: only a reading of everything finds its offer.</summary>
    public Action UnknownSku { get; init; } = () => { };

    /// <summary>Why offers could not be read last; <see langword="null"/> while they can.</summary>
    public KeyCrmException? Failure { get; private set; }

    /// <summary>Works until it is stopped. What is not done then stays in the inbox.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="LedgerException">The ledger or the inbox cannot be used. Call it again when they can.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        void Note(string of)
        {
            if (of == account)
                arrived.Writer.TryWrite(true);
        }

        ledger.Inbox.Received += Note;
        try
        {
            var pause = TimeSpan.Zero;
            while (true)
            {
                Load();
                if (queue.Count == 0)
                    await arrived.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                else
                    pause = await ReadAsync(pause, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            ledger.Inbox.Received -= Note;
        }
    }

    private async Task<TimeSpan> ReadAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        IReadOnlyCollection<long> taken = [];
        try
        {
            var (_, isNew) = await reader.ReadNextAsync(
                () =>
                {
                    // Chosen at the last moment: what has arrived while the request waited for its turn goes with it.
                    Load();
                    return taken = queue.Take(AccountReader.MostNamed);
                },
                NeedsWarehouses(), RequestPriority.Targeted, cancellationToken).ConfigureAwait(false);
            ledger.Inbox.Done(queue.Read(taken));
            taken = [];
            Failure = null;
            if (isNew)
                Changed();
            return TimeSpan.Zero;
        }
        catch (KeyCrmException exception)
        {
            Failure = exception;
            pause = pause == TimeSpan.Zero ? FirstPause : pause * 2 < LongestPause ? pause * 2 : LongestPause;
            LogFailed(logger, account, taken.Count, exception.Message, (int)pause.TotalSeconds);
            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            return pause;
        }
        finally
        {
            queue.PutBack(taken);
        }
    }

    private void Load()
    {
        while (queue.Count < MostOffers)
        {
            var entries = ledger.Inbox.Waiting(account, MostEntriesAtOnce, lastLoaded);
            if (entries.Count == 0)
                return;
            var empty = new List<long>();
            foreach (var entry in entries)
            {
                if (!Add(entry))
                    empty.Add(entry.Id);
                lastLoaded = entry.Id;
            }

            ledger.Inbox.Done(empty);
        }
    }

    private bool Add(InboxEntry entry)
    {
        // The endpoint has read it once already; a body that another version let in is told and let go.
        if (!WebhookPayload.TryRead(entry.Body, out var rows, out var fault))
        {
            LogUnreadable(logger, account, entry.Id, fault);
            return false;
        }

        var offers = new HashSet<long>();
        var named = new List<(long Offer, WebhookRow Row)>(rows.Count);
        foreach (var row in rows)
        {
            foreach (var offer in row.Offer is { } id ? [id] : OffersOf(row.Sku!))
            {
                offers.Add(offer);
                named.Add((offer, row));
            }
        }

        if (IsTrusted() && ledger.Levels.Store(account, LevelsOf(entry, named)))
            Changed();
        return queue.Add(entry.Id, offers);
    }

    private List<long> OffersOf(string sku)
    {
        var offers = ledger.Levels.FindBySku(account, sku).Select(level => level.Offer).ToList();
        if (offers.Count == 0)
            UnknownSku();
        return offers;
    }

    private List<Level> LevelsOf(InboxEntry entry, List<(long Offer, WebhookRow Row)> named)
    {
        var known = ledger.Levels.Find(account, named.Select(one => one.Offer).Distinct()).ToDictionary(level => level.Offer);
        // A row without a number says nothing; of an offer that is named twice the last row counts.
        return [.. named.Where(one => one.Row is { InStock: not null, InReserve: not null })
            .GroupBy(one => one.Offer, one => one.Row)
            .Select(rows => new Level
            {
                Offer = rows.Key,
                Sku = rows.Last().Sku ?? known.GetValueOrDefault(rows.Key)?.Sku,
                Quantity = rows.Last().InStock,
                Reserve = rows.Last().InReserve,
                Observation = entry.Observation,
            })];
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Account}: {Offers} offers that webhooks named could not be read: {Problem} They are kept and read again in {Seconds} seconds.")]
    private static partial void LogFailed(ILogger logger, string account, int offers, string problem, int seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Account}: webhook {Entry} in the inbox cannot be read ({Problem}) and is let go; the next reading of everything makes up for it.")]
    private static partial void LogUnreadable(ILogger logger, string account, long entry, string problem);
}
