namespace Connector.Host.Plugins;

/// <summary>What the loading of plug-ins says.</summary>
internal static partial class PluginLog
{
    [LoggerMessage(1, LogLevel.Debug, "Adapter {Adapter} {Version} found in {Folder}")]
    public static partial void Found(ILogger logger, string adapter, string version, string folder);

    [LoggerMessage(2, LogLevel.Warning, "Plug-in in {Folder} refused. {Reason}")]
    public static partial void Refused(ILogger logger, string folder, string reason);
}
