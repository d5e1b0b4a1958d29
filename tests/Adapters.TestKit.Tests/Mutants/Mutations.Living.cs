using Connector.Abstractions;
using Suite = Connector.Adapters.TestKit.StoreAdapterConformance;

namespace Connector.Adapters.TestKit.Tests.Mutants;

internal static partial class Mutations
{
    private static Mutation[] Living() =>
    [
        new("wavers", nameof(Suite.Capabilities_are_sound_and_constant), (s, c) => new Waverer(s, c)),
        new("takes ten and declares twenty", nameof(Suite.The_largest_batch_is_set),
            (s, c) => new MutantAdapter(s, c) { BeforeSet = changes => changes.Count > 10 ? throw new StoreException(StoreFailure.Protocol, "Too many.") : Task.CompletedTask }),
        new("writes ten of twenty and says applied", nameof(Suite.The_largest_batch_is_set), (s, c) => new MutantAdapter(s, c) { SetOne = (change, row) => row?.Id > 10 ? Say(change, StockStatus.Applied, change.Quantity) : null }),
        new("looks the first ten up", nameof(Suite.The_largest_look_up_is_answered), (s, c) => new MutantAdapter(s, c) { Asked = skus => skus.Take(10) }),
        new("refuses long look-ups", nameof(Suite.The_largest_look_up_is_answered),
            (s, c) => new MutantAdapter(s, c) { Asked = skus => skus.Sum(sku => sku.Length) > 200 ? throw new StoreException(StoreFailure.Protocol, "414 URI Too Long") : skus }),
        new("takes one call at a time", nameof(Suite.As_many_calls_at_once_as_declared), (s, c) => new Loner(s, c)),
        new("cannot be disposed twice", nameof(Suite.Disposing_twice_does_no_harm), (s, c) => new BadLeaver(s, c, takesTheClient: false)),
        new("disposes the host's client", nameof(Suite.Disposing_twice_does_no_harm), (s, c) => new BadLeaver(s, c, takesTheClient: true)),
        new("knows only what it read itself", nameof(Suite.References_outlive_the_adapter), (s, c) => new Forgetter(s, c)),
        new("says ill of a healthy shop", nameof(Suite.Health_is_told_and_changes_nothing), (s, c) => new MutantAdapter(s, c) { Felt = health => health with { IsHealthy = false } }),
        new("says nothing", nameof(Suite.Health_is_told_and_changes_nothing), (s, c) => new MutantAdapter(s, c) { Felt = health => health with { Summary = " " } }),
        new("writes to find out whether it may", nameof(Suite.Health_is_told_and_changes_nothing), (s, c) => new MutantAdapter(s, c)
        {
            Felt = health =>
            {
                s.Rows()[0].Quantity = 1;
                return health;
            },
        }),
    ];
}
