using Connector.Abstractions;
using Connector.Adapters.OpenCart;

[assembly: StoreAdapter(typeof(OpenCartAdapterFactory), ContractVersion.Current)]

namespace Connector.Adapters.OpenCart;

/// <summary>Makes the adapter of one OpenCart shop (2.x, 3.x, 4.x, ocStore), which works on the shop's MySQL or MariaDB database.</summary>
public sealed class OpenCartAdapterFactory : StoreAdapterFactory<OpenCartOptions>
{
    /// <inheritdoc />
    public override string Name => "opencart";

    /// <inheritdoc />
    protected override IStoreAdapter Create(StoreContext context, OpenCartOptions options) => new OpenCartAdapter(context, options);
}
