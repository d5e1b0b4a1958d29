using AcmeShop;
using Connector.Abstractions;

[assembly: StoreAdapter(typeof(AcmeShopFactory), ContractVersion.Current)]

namespace AcmeShop;

/// <summary>The entry point: the connector finds it by the line above.</summary>
public sealed class AcmeShopFactory : StoreAdapterFactory<AcmeShopOptions>
{
    /// <inheritdoc />
    public override string Name => "acme-shop";

    /// <inheritdoc />
    protected override IStoreAdapter Create(StoreContext context, AcmeShopOptions options) => new AcmeShopAdapter(context, options);
}
