using Microsoft.Extensions.Logging;

namespace Connector.Adapters.PrestaShop;

/// <summary>Every line that the adapter logs.</summary>
internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Store}: writing {Count} numbers was not answered as it should be: {Problem} The shop is read back to see what it has done.")]
    public static partial void Unanswered(ILogger logger, string store, int count, string problem);
}
