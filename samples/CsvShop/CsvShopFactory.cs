using Connector.Abstractions;
using CsvShop;

[assembly: StoreAdapter(typeof(CsvShopFactory), ContractVersion.Current)]

namespace CsvShop;

/// <summary>The entry point: the connector finds it by the line above.</summary>
public sealed class CsvShopFactory : StoreAdapterFactory<CsvShopOptions>
{
    /// <inheritdoc />
    public override string Name => "csv-shop";

    /// <inheritdoc />
    protected override IStoreAdapter Create(StoreContext context, CsvShopOptions options) => new CsvShopAdapter(context, options);
}
