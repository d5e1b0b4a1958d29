using Microsoft.Extensions.Logging;

namespace Connector.Adapters.CsCart;

/// <summary>Every log line of this adapter.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "{Store}: {Sku} was sent and not answered ({Why}); reading back what the shop holds.")]
    public static partial void Unanswered(ILogger logger, string store, string sku, string why);

    [LoggerMessage(2, LogLevel.Information, "{Store}: the shop does not give {Asked} products at once; asking for {Fewer}.")]
    public static partial void SmallerPages(ILogger logger, string store, int asked, int fewer);

    [LoggerMessage(3, LogLevel.Information, "{Store}: pages by SKU did not show each of {Total} products once; reading again by name for the others.")]
    public static partial void ReadingByName(ILogger logger, string store, long? total);

    [LoggerMessage(4, LogLevel.Information, "{Store}: the shop has no rewrite rules; using api.php.")]
    public static partial void WithoutRewriting(ILogger logger, string store);

    [LoggerMessage(5, LogLevel.Information, "{Store}: the shop's search by SKU cannot be relied on; reading the whole list instead.")]
    public static partial void NoCodeSearch(ILogger logger, string store);
}
