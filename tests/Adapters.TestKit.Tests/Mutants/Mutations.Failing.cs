using System.Text;
using Connector.Abstractions;
using Connector.Adapters.TestKit.Tests.Memory;
using Microsoft.Extensions.Logging;
using Suite = Connector.Adapters.TestKit.StoreAdapterConformance;

namespace Connector.Adapters.TestKit.Tests.Mutants;

internal static partial class Mutations
{
    private static Mutation[] Failing() =>
    [
        new("calls throttling unreachable", nameof(Suite.A_shop_that_asks_for_fewer_requests_is_Throttled), Turns(StoreFailure.Throttled, StoreFailure.Unreachable)),
        new("does not say how long", nameof(Suite.How_long_to_wait_is_passed_on), Turns(StoreFailure.Throttled, StoreFailure.Throttled)),
        new("calls refused credentials unreachable", nameof(Suite.Refused_credentials_are_Unauthorized), Turns(StoreFailure.Unauthorized, StoreFailure.Unreachable)),
        new("reads nothing from a web page", nameof(Suite.A_web_page_in_place_of_data_is_Protocol), Swallows(StoreBreakage.Html)),
        new("blames itself for a web page", nameof(Suite.A_web_page_in_place_of_data_is_Protocol), (s, c) => new MutantAdapter(s, c) { Failed = _ => new FormatException("Unexpected <.") }),
        new("reads nothing from half an answer", nameof(Suite.A_cut_answer_is_no_shorter_list), Swallows(StoreBreakage.CutAnswer)),
        new("blames itself for a time-out", nameof(Suite.A_shop_that_never_answers_is_Unreachable), (s, c) => new MutantAdapter(s, c) { Failed = _ => new InvalidOperationException("Nothing came.") }),
        new("takes no connection for an empty shop", nameof(Suite.A_cut_connection_is_Unreachable), Swallows(StoreBreakage.CutConnection)),
        new("calls a failing shop misconfigured", nameof(Suite.A_failing_shop_is_Unreachable), (s, c) => new MutantAdapter(s, c) { Failed = _ => new StoreException(StoreFailure.Misconfigured, "Wrong address.") }),
        new("takes a lost answer for a refusal", nameof(Suite.A_lost_answer_is_no_lie), (s, c) => new LostAnswer(s, c, StockStatus.Rejected)),
        new("takes a lost answer for its own fault", nameof(Suite.A_lost_answer_is_no_lie), (s, c) => new MutantAdapter(s, c) { Failed = _ => new InvalidOperationException("Nothing came.") }),
        new("never works again", nameof(Suite.A_mended_shop_is_served_by_the_same_adapter), (s, c) => new Sulker(s, c)),
        new("does not look at the token", nameof(Suite.A_call_that_is_cancelled_already_does_nothing), (s, c) => new MutantAdapter(s, c) { IgnoresCancellation = true }),
        new("calls a cancellation unreachable", nameof(Suite.A_write_cancelled_in_the_middle_leaves_old_or_new_numbers), (s, c) => new CancellationHider(s, c)),
        new("leaves a number nobody asked for", nameof(Suite.A_write_cancelled_in_the_middle_leaves_old_or_new_numbers), (s, c) => new HalfWriter(s, c)),
        new("reads on when it is cancelled", nameof(Suite.A_reading_cancelled_in_the_middle_ends), (s, c) => new MutantAdapter(s, c) { IgnoresCancellation = true }),
        new("says the token when it is refused", nameof(Suite.No_secret_is_in_any_message), (s, c) => new MutantAdapter(s, c) { Failed = e => new StoreException(StoreFailure.Unauthorized, $"{MemoryShop.Token} is refused.", e) }),
        new("says the token in the cause", nameof(Suite.No_secret_is_in_any_message),
            (s, c) => new MutantAdapter(s, c) { Failed = e => new StoreException(StoreFailure.Unreachable, "It failed.", new HttpRequestException($"GET /stock?key={Uri.EscapeDataString(MemoryShop.Token)}", e)) }),
        new("says the token in health", nameof(Suite.No_secret_is_in_any_message),
            (s, c) => new MutantAdapter(s, c) { Felt = health => health with { Details = new Dictionary<string, string> { ["token"] = MemoryShop.Token } } }),
        new("logs the header of Basic authentication", nameof(Suite.No_secret_is_in_any_message), (s, c) => new MutantAdapter(s, c) { BeforeSet = _ => LogAsync(c, Convert.ToBase64String(Encoding.UTF8.GetBytes($"merchant:{MemoryShop.Token}"))) }),
        new("puts the token into addresses", nameof(Suite.No_secret_is_in_any_message), (s, c) => new MutantAdapter(s, c) { Listed = all => all.Select(l => l with { Url = $"http://shop/?t={MemoryShop.Token}" }) }),
        new("puts the token into errors of items", nameof(Suite.No_secret_is_in_any_message),
            (s, c) => new MutantAdapter(s, c) { Answered = outcome => outcome with { Error = new StoreError { Code = "mutant.leak", Message = MemoryShop.Token } } }),
    ];

    private static Func<MemoryShop, StoreContext, IStoreAdapter> Turns(StoreFailure from, StoreFailure to) => (shop, context) =>
        new MutantAdapter(shop, context) { Failed = exception => exception is StoreException store && store.Failure == from ? new StoreException(to, "It failed.") : exception };

    private static Func<MemoryShop, StoreContext, IStoreAdapter> Swallows(StoreBreakage breakage) => (shop, context) =>
        new MutantAdapter(shop, context) { Failed = exception => shop.Breakage == breakage ? null : exception };

    private static Task LogAsync(StoreContext context, string text)
    {
        context.Logger.Log(LogLevel.Trace, default, text, null, static (state, _) => state);
        return Task.CompletedTask;
    }
}
