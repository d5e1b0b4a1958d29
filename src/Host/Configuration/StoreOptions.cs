using Connector.Abstractions;
using Connector.Core.Stock;
using Connector.Host.Configuration.Binding;
using Connector.Host.Configuration.Json;

namespace Connector.Host.Configuration;

/// <summary>The second step of loading: what can be said about a store only when the adapters have been found.</summary>
internal static class StoreOptions
{
    /// <summary>Binds a store's options to its adapter's class.</summary>
    /// <param name="store">The store.</param>
    /// <param name="adapters">The options classes of the adapters found, by the adapters' names.</param>
    /// <param name="problems">Takes the mistakes, an unknown adapter among them.</param>
    /// <param name="secrets">Takes the options that are secret.</param>
    /// <returns>The options, or <see langword="null"/> when there were mistakes.</returns>
    public static object? Bind(StoreConfiguration store, IReadOnlyDictionary<string, Type> adapters, ProblemList problems, SecretSet secrets)
    {
        if (adapters.TryGetValue(store.Adapter, out var type))
            return OptionsBinder.Bind(store.Options, type, problems, secrets);

        var known = adapters.Keys.Order(StringComparer.Ordinal).ToArray();
        var cure = known.Length > 0 ? NearestName.Cure(store.Adapter, known) : "no adapter was found at all: `connector adapters` says why";
        problems.Add(store.Node.Find("adapter") ?? store.Node, "there is no such adapter", cure);
        return null;
    }

    /// <summary>Reports rules that ask more of the store than it can do: <c>"fraction": "keep"</c> where only whole numbers are taken.</summary>
    /// <param name="store">The store.</param>
    /// <param name="features">What its adapter says it can do.</param>
    /// <param name="problems">Takes the mistakes, each at its key.</param>
    public static void CheckFeatures(StoreConfiguration store, StoreFeatures features, ProblemList problems)
    {
        if (features.HasFlag(StoreFeatures.FractionalQuantities))
            return;
        var stock = store.Node.Find("stock");
        if (store.Stock.Fraction == FractionPolicy.Keep)
            Report(stock?.Find("fraction") ?? store.Node, store, problems);
        foreach (var (sku, single) in store.Stock.Overrides)
        {
            if (single.Fraction == FractionPolicy.Keep)
                Report(stock?.Find("overrides")?.Find(sku)?.Find("fraction") ?? store.Node, store, problems);
        }
    }

    private static void Report(LocatedNode at, StoreConfiguration store, ProblemList problems) =>
        problems.Add(at, $"the store “{store.Id}” ({store.Adapter}) takes whole numbers only", "write \"floor\" or \"round\"");
}
