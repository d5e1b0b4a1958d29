namespace Connector.Host.Web;

/// <summary>Every line that the web server logs. None holds a request's address: secrets are part of it.</summary>
internal static partial class WebLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "{Account}: webhooks are refused: {Problem} keyCRM is told to try later; changes arrive with the next poll.")]
    public static partial void IntakeStopped(ILogger logger, string account, string problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "Webhooks are taken again.")]
    public static partial void IntakeWorks(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Account}: a webhook was refused: {Problem}")]
    public static partial void NotThePayload(ILogger logger, string account, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "A request to {Route} failed unexpectedly, please report it: {Problem}")]
    public static partial void Failed(ILogger logger, string route, string problem);
}
