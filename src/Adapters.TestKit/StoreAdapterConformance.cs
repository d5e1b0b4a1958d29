using Connector.Abstractions;
using Xunit;

namespace Connector.Adapters.TestKit;

/// <summary>
/// Every promise of the adapter contract as a test. Derive one public class for your adapter (and one for each version or
/// setting of its shop), say how a shop is seeded, read, broken and mended, and run it with xunit.v3.
/// </summary>
/// <remarks>
/// xunit makes a new instance of your class for every test, so whatever you start in <see cref="InitializeAsync"/> (an
/// emulator, a database, a folder) belongs to one test alone. Order of calls: InitializeAsync, then <see cref="SeedAsync"/>
/// once, then the rest as the test needs it, then <see cref="DisposeAsync"/>.
/// </remarks>
public abstract partial class StoreAdapterConformance : IAsyncLifetime
{
    /// <summary>What Retry-After says under <see cref="StoreBreakage.ThrottledWithRetryAfter"/>.</summary>
    public const int RetryAfterSeconds = 7;

    private readonly List<Subject> _subjects = [];

    /// <summary>What cannot be asked of this kind of shop, each with a reason. Empty by default.</summary>
    protected virtual IReadOnlyList<Exemption> NotApplicable => [];

    /// <summary>
    /// Every secret the adapter under test is configured with: keys, passwords, tokens. They are looked for in messages, logs
    /// and health, also encoded. Make them long and peculiar, so that finding one is no accident.
    /// </summary>
    protected abstract IReadOnlyList<string> Secrets { get; }

    /// <summary>The folder that relative paths in options are relative to.</summary>
    protected virtual string ConfigurationFolder => Path.GetTempPath();

    /// <summary>
    /// The HTTP client's time-out while the shop is broken by <see cref="StoreBreakage.Timeout"/>. An adapter with a time-out of
    /// its own (a database's) is to be made with this one by <see cref="CreateAdapter"/>, which finds it in the context's client.
    /// </summary>
    protected virtual TimeSpan ShortTimeout => TimeSpan.FromSeconds(2);

    /// <summary>How many listings the shop of the largest tests has. More than two of the shop's pages.</summary>
    protected virtual int ManyListings => 250;

    /// <summary>The most listings that <see cref="SeedAsync"/> is asked for in one test, whatever MaxSetBatch says.</summary>
    protected virtual int MostListings => 2_000;

    /// <summary>True where the shop itself shows a parent's number as the sum of its variants' numbers.</summary>
    protected virtual bool ParentIsSumOfVariants => false;

    /// <summary>Makes an adapter onto the shop. May be called several times in a test: the host restarts too.</summary>
    /// <param name="context">What the host lends.</param>
    protected abstract IStoreAdapter CreateAdapter(StoreContext context);

    /// <summary>Fills the shop, by its own means and not by the adapter. Called once in a test, on an empty shop.</summary>
    /// <param name="listings">Parents come before their variants.</param>
    protected abstract Task SeedAsync(IReadOnlyList<SeedListing> listings);

    /// <summary>The stock number that the shop holds now, by its own means and not by the adapter.</summary>
    /// <param name="listing">One that was seeded.</param>
    /// <returns><see langword="null"/> where the shop holds none, or the listing is not there any more.</returns>
    protected abstract Task<decimal?> ReadBackAsync(SeedListing listing);

    /// <summary>Deletes a listing, as the merchant would.</summary>
    /// <param name="listing">One that was seeded.</param>
    protected abstract Task DeleteAsync(SeedListing listing);

    /// <summary>Breaks the shop: every call from now on suffers it (<see cref="StoreBreakage.AnswerLost"/>: the next write).</summary>
    /// <param name="breakage">One that <see cref="NotApplicable"/> does not list.</param>
    protected abstract Task BreakAsync(StoreBreakage breakage);

    /// <summary>Ends what <see cref="BreakAsync"/> began.</summary>
    protected abstract Task MendAsync();

    /// <summary>
    /// Everything the shop holds but the stock numbers (and what the shop itself writes beside them, such as the time of the last
    /// change), one line for each thing, in a fixed order. <see langword="null"/> leaves out the test that nothing else was changed,
    /// with a warning.
    /// </summary>
    protected virtual Task<IReadOnlyList<string>?> DumpAsync() => Task.FromResult<IReadOnlyList<string>?>(null);

    /// <summary>Starts the shop. The kit needs nothing done here.</summary>
    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Disposes the adapters. Call it before you stop your shop.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        foreach (Subject subject in _subjects)
            await subject.DisposeAsync();
        _subjects.Clear();
        GC.SuppressFinalize(this);
    }
}
