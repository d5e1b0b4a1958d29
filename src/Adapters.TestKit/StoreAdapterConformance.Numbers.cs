using Connector.Abstractions;
using Xunit;

namespace Connector.Adapters.TestKit;

public abstract partial class StoreAdapterConformance
{
    private static readonly Promise Exact = new(
        "a number is written exactly, or refused with Rejected; it is never rounded, clipped or cut without a word.",
        "compare the number with what the shop's column or API takes before you send it; where the shop holds another one after the write, say so in Current and answer Rejected.");

    /// <summary>Sold out is a number too.</summary>
    [Fact]
    public async Task Zero_is_written_as_zero()
    {
        SeedListing[] seeds = Simple(2);
        Subject subject = await SeedAndOpenAsync(seeds);
        List<Listing> listings = await LookUpAsync(subject, seeds);
        await WriteAsync(subject, [seeds[0]], [To(listings[0], 0)]);
        Listing again = (await LookUpAsync(subject, seeds[0]))[0];
        ReadsWhole.Holds(again.Quantity == 0, $"reads {Say(again.Quantity)} where the shop holds 0.");
        await UnchangedAsync(OnlyThese, seeds[1]);
    }

    /// <summary>Kilograms and metres.</summary>
    [Fact]
    public Task A_fraction_is_kept_or_refused() => KeptOrRefusedAsync(2.5m, StoreFeatures.FractionalQuantities);

    /// <summary>Back-orders.</summary>
    [Fact]
    public Task A_number_below_zero_is_kept_or_refused() => KeptOrRefusedAsync(-3, StoreFeatures.NegativeQuantities);

    /// <summary>More than 32 bits hold.</summary>
    [Fact]
    public Task A_very_large_number_is_kept_or_refused() => KeptOrRefusedAsync(98_765_432_109, null);

    private async Task KeptOrRefusedAsync(decimal number, StoreFeatures? feature)
    {
        SeedListing[] seeds = Simple(2);
        Subject subject = await SeedAndOpenAsync(seeds);
        List<Listing> listings = await LookUpAsync(subject, seeds);
        bool declared = feature is { } wanted && subject.Capabilities.Features.HasFlag(wanted);
        StockOutcome outcome = (await TriedAsync(Exact, () => subject.SetAsync([To(listings[0], number)]), $"SetStock of {Say(number)}"))[0];
        decimal? held = await ReadBackAsync(seeds[0]);
        if (declared)
            Exact.Holds(IsSuccess(outcome.Status) && held == number, $"declares {feature}, answered {Say(outcome)} for {Say(number)}, and the shop holds {Say(held)}.");
        else if (IsSuccess(outcome.Status))
            Exact.Holds(held == number, $"answered {Say(outcome)} for {Say(number)}, and the shop holds {Say(held)}.");
        else
            Exact.Holds(outcome is { Status: StockStatus.Rejected, Error: not null }, $"answered {Say(outcome)} for {Say(number)}; a number that the shop never takes is Rejected, with a reason.");

        // Refused is refused: what stands in the shop is what stood there, or what the outcome says.
        if (!IsSuccess(outcome.Status))
            Exact.Holds(held == seeds[0].Quantity || held == outcome.Current, $"refused {Say(number)} ({Say(outcome)}), and the shop holds {Say(held)} in place of {Say(seeds[0].Quantity)}.");
        await UnchangedAsync(OnlyThese, seeds[1]);
    }
}
