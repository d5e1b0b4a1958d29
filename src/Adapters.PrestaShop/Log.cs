using Microsoft.Extensions.Logging;

namespace Connector.Adapters.PrestaShop;

/// <summary>Every line that the adapter logs.</summary>
internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Store}: a request with {Count} numbers was not answered as it should be: {Problem} The shop is read back to see what it has saved.")]
    public static partial void ReadingBack(ILogger logger, string store, int count, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Store}: {Count} numbers were not saved and are sent one by one, the first is that of {Sku}.")]
    public static partial void Singly(ILogger logger, string store, int count, string sku);
}
