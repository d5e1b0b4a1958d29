using Connector.Abstractions;
using Connector.Adapters.WooCommerce;
using Connector.Adapters.WooCommerce.Options;

[assembly: StoreAdapter(typeof(WooCommerceAdapterFactory), contract: ContractVersion.Current)]

namespace Connector.Adapters.WooCommerce;

/// <summary>Makes adapters for WooCommerce (WordPress): <c>"adapter": "woocommerce"</c>.</summary>
public sealed class WooCommerceAdapterFactory : StoreAdapterFactory<WooCommerceOptions>
{
    /// <inheritdoc />
    public override string Name => "woocommerce";

    /// <inheritdoc />
    protected override IStoreAdapter Create(StoreContext context, WooCommerceOptions options)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(options);
        return new WooCommerceAdapter(context, options);
    }
}
