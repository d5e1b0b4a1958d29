using Connector.Abstractions;
using Xunit;

namespace Connector.Adapters.TestKit;

public abstract partial class StoreAdapterConformance
{
    private static readonly Promise Cancels = new(
        "a cancelled call ends early with OperationCanceledException; what was done by then stays done, and nothing is half done.",
        "pass the token on to everything you await, look at it between items, and do not turn its exception into another one.");

    /// <summary>The token is cancelled before the call.</summary>
    [Fact]
    public async Task A_call_that_is_cancelled_already_does_nothing()
    {
        SeedListing[] seeds = Simple(2);
        Subject subject = await SeedAndOpenAsync(seeds);
        StockChange[] changes = [.. (await LookUpAsync(subject, seeds)).Select(listing => To(listing, 66))];
        var cancelled = new CancellationToken(canceled: true);
        (string Name, Func<Task> Call)[] calls =
        [
            ("ReadListings", () => subject.ListAsync(cancelled)),
            ("FindBySku", () => Subject.EndsAsync(subject.Adapter.FindBySkuAsync([seeds[0].Sku], cancelled))),
            ("SetStock", () => subject.SetAsync(changes, cancelled)),
            ("CheckHealth", () => Subject.EndsAsync(subject.Adapter.CheckHealthAsync(cancelled))),
        ];
        foreach ((string name, Func<Task> call) in calls)
        {
            Exception? exception = await Record.ExceptionAsync(call);
            Cancels.Holds(exception is OperationCanceledException, $"{name} {(exception is null ? "gave an answer" : CallFailure.Say(exception))} for a token that was cancelled before the call.");
        }

        await UnchangedAsync(Cancels, seeds);
    }

    /// <summary>The token is cancelled while the write is under way (at its first request, for an adapter that uses the host's client).</summary>
    [Fact]
    public async Task A_write_cancelled_in_the_middle_leaves_old_or_new_numbers()
    {
        SeedListing[] seeds = Simple(40);
        Subject subject = await SeedAndOpenAsync(seeds);
        StockChange[] changes = [.. (await LookUpAsync(subject, seeds)).Select((listing, i) => To(listing, 200 + i))];
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        if (subject.Context.Requests > 0)
            subject.Context.Sending = cancel.Cancel;
        else
            cancel.CancelAfter(TimeSpan.FromMilliseconds(1));
        try
        {
            foreach ((StockOutcome outcome, int i) in (await subject.SetAsync(changes, cancel.Token)).Select((outcome, i) => (outcome, i)))
            {
                // Cancelled too late, or not noticed: then the answer must be true.
                decimal? held = await ReadBackAsync(seeds[i]);
                Cancels.Holds(!IsSuccess(outcome.Status) || held == changes[i].Quantity, $"answered {Say(outcome)} for {Say(changes[i].Quantity)}; the shop holds {Say(held)}.");
            }
        }
        catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
        {
            Cancels.Holds(exception is OperationCanceledException, $"SetStock {CallFailure.Say(exception)} when it was cancelled.");
        }

        subject.Context.Sending = null;
        for (int i = 0; i < seeds.Length; i++)
        {
            decimal? held = await ReadBackAsync(seeds[i]);
            Cancels.Holds(held == seeds[i].Quantity || held == changes[i].Quantity, $"'{seeds[i].Sku}' held {Say(seeds[i].Quantity)}, {Say(changes[i].Quantity)} was on its way; after the cancellation the shop holds {Say(held)}.");
        }

        await WriteAsync(subject, seeds, changes);
    }

    /// <summary>The token is cancelled after the first listing.</summary>
    [Fact]
    public async Task A_reading_cancelled_in_the_middle_ends()
    {
        Subject subject = await SeedAndOpenAsync(Simple(ManyListings));
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        int read = 0;
        try
        {
            await foreach (Listing listing in subject.Adapter.ReadListingsAsync(cancel.Token))
            {
                if (++read == 1)
                    await cancel.CancelAsync();
            }
        }
        catch (Exception exception)
        {
            Cancels.Holds(exception is OperationCanceledException, $"ReadListings {CallFailure.Say(exception)} when it was cancelled.");
            return;
        }

        Cancels.Broken($"ReadListings was cancelled after the first listing and brought {read} of {ManyListings} as if nothing had been.");
    }
}
