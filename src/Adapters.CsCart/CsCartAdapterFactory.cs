using Connector.Abstractions;
using Connector.Adapters.CsCart;
using Connector.Adapters.CsCart.Options;

[assembly: StoreAdapter(typeof(CsCartAdapterFactory), ContractVersion.Current)]

namespace Connector.Adapters.CsCart;

/// <summary>Makes the adapter of one CS-Cart shop (4.x, Multi-Vendor too), which speaks to the shop's own REST API.</summary>
public sealed class CsCartAdapterFactory : StoreAdapterFactory<CsCartOptions>
{
    /// <inheritdoc />
    public override string Name => "cscart";

    /// <inheritdoc />
    protected override IStoreAdapter Create(StoreContext context, CsCartOptions options) => new CsCartAdapter(context, options);
}
