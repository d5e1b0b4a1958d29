namespace Connector.Host.Service;

/// <summary>Every line that the running service logs by itself.</summary>
internal static partial class ServiceLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Account}: {Offers} offers read with {Requests} requests.")]
    public static partial void Scanned(ILogger logger, string account, int offers, int requests);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Account}: keyCRM could not be read: {Problem} No store is changed by that. It is read again in {Every} at the latest.")]
    public static partial void ScanFailed(ILogger logger, string account, string problem, TimeSpan every);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Account}: {Problem} Nothing is lost; the reading of the account goes on in {Seconds} seconds.")]
    public static partial void AccountFailed(ILogger logger, string account, string problem, int seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Store}: the store is left alone from now on: {Problem} Put it right, then change its configuration, or run: connector sync {Store}. Other stores go on.")]
    public static partial void StoreStopped(ILogger logger, string store, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Store}: the store cannot be kept right: {Problem} Put it right and start the service again, or change the store's configuration. Other stores go on.")]
    public static partial void StoreUnusable(ILogger logger, string store, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Store}: {Problem} Nothing is lost; the store is tried again in {Seconds} seconds, other stores go on.")]
    public static partial void StoreFailed(ILogger logger, string store, string problem, int seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Store}: the store works again.")]
    public static partial void StoreBack(ILogger logger, string store);

    [LoggerMessage(Level = LogLevel.Error, Message = "The changed configuration is refused, and the old one stays in force: {Problem}")]
    public static partial void ConfigurationRefused(ILogger logger, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The configuration is without mistakes again.")]
    public static partial void ConfigurationAccepted(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The configuration has changed, and is in force. Stores now: {Stores}.")]
    public static partial void ConfigurationChanged(ILogger logger, string stores);

    [LoggerMessage(Level = LogLevel.Error, Message = "Alert: {Title}. {Text}")]
    public static partial void AlertRaised(ILogger logger, string title, string text);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Cleared: {Title}.")]
    public static partial void AlertCleared(ILogger logger, string title);

    [LoggerMessage(Level = LogLevel.Error, Message = "Alerts by {Channel} are not taken: {Problem} They are kept and tried again; the stores are not concerned.")]
    public static partial void AlertNotTold(ILogger logger, string channel, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "Alerts: {Problem} They go on in {Seconds} seconds; the stores are not concerned.")]
    public static partial void AlertsFailed(ILogger logger, string problem, int seconds);
}
