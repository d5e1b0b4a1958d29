using Connector.Abstractions;
using Microsoft.Extensions.Logging;

namespace Connector.Adapters.OpenCart;

/// <summary>Every log line of this adapter.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "{Store}: {Generation}, SKUs from {SkuSource}, option SKUs {OptionSkus}, related options {Combinations}.")]
    public static partial void Detected(
        ILogger logger, StoreId store, string generation, string skuSource, bool optionSkus, bool combinations);

    [LoggerMessage(2, LogLevel.Warning,
        "{Store}: {Count} products carry several different SKUs and are left alone. Leave one SKU on each, or match by model.")]
    public static partial void SeveralSkus(ILogger logger, StoreId store, int count);

    [LoggerMessage(3, LogLevel.Information, "{Store}: another program was writing the same {Table}; trying again in {Delay} (attempt {Attempt}).")]
    public static partial void LockConflict(ILogger logger, StoreId store, string table, TimeSpan delay, int attempt);
}
