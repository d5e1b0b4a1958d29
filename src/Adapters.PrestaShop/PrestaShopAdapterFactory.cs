using Connector.Abstractions;
using Connector.Adapters.PrestaShop;
using Connector.Adapters.PrestaShop.Options;

[assembly: StoreAdapter(typeof(PrestaShopAdapterFactory), contract: ContractVersion.Current)]

namespace Connector.Adapters.PrestaShop;

/// <summary>Makes adapters for PrestaShop: <c>"adapter": "prestashop"</c>.</summary>
public sealed class PrestaShopAdapterFactory : StoreAdapterFactory<PrestaShopOptions>
{
    /// <inheritdoc />
    public override string Name => "prestashop";

    /// <inheritdoc />
    protected override IStoreAdapter Create(StoreContext context, PrestaShopOptions options)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(options);
        return new PrestaShopAdapter(context, options);
    }
}
