namespace Connector.Host.Service;

/// <summary>Every line that the running service logs by itself.</summary>
internal static partial class ServiceLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "{Account}: a webhook is configured, and this version does not take webhooks. Changes arrive with the next poll.")]
    public static partial void WebhookNotTaken(ILogger logger, string account);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Account}: {Offers} offers read with {Requests} requests.")]
    public static partial void Scanned(ILogger logger, string account, int offers, int requests);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Account}: keyCRM could not be read: {Problem} No store is changed by that. It is read again in {Every} at the latest.")]
    public static partial void ScanFailed(ILogger logger, string account, string problem, TimeSpan every);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Store}: the store is left alone from now on: {Problem} Put it right and start the service again; other stores go on.")]
    public static partial void StoreStopped(ILogger logger, string store, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Store}: {Problem} The pass is made again as soon as the ledger can be used.")]
    public static partial void LedgerFailed(ILogger logger, string store, string problem);
}
