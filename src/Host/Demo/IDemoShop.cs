namespace Connector.Host.Demo;

/// <summary>A shop of the demonstration, looked at from outside: not through an adapter.</summary>
internal interface IDemoShop
{
    /// <summary>The store's name in the configuration.</summary>
    string Store { get; }

    /// <summary>What the shop holds, by SKU.</summary>
    IReadOnlyDictionary<string, decimal> Read();

    /// <summary>
    /// What the shop should hold of an offer by its rule, worked out apart from the engine: everything that is not reserved,
    /// where the shop has no rule of its own.
    /// </summary>
    decimal Expected(Emulators.KeyCrm.KeyCrmOffer offer) => Math.Max(0, Math.Floor(offer.Quantity - offer.Reserve));
}
