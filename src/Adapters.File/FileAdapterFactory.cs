using Connector.Abstractions;
using Connector.Adapters.File;
using Connector.Adapters.File.Options;

[assembly: StoreAdapter(typeof(FileAdapterFactory), contract: ContractVersion.Current)]

namespace Connector.Adapters.File;

/// <summary>Makes adapters that keep a stock file or a price feed right: <c>"adapter": "file"</c>.</summary>
public sealed class FileAdapterFactory : StoreAdapterFactory<FileStoreOptions>
{
    /// <inheritdoc />
    public override string Name => "file";

    /// <inheritdoc />
    protected override IStoreAdapter Create(StoreContext context, FileStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(options);
        return new FileAdapter(context, options);
    }
}
