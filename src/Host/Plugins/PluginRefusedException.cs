namespace Connector.Host.Plugins;

/// <summary>
/// One plug-in cannot be used. Leaves no further than <see cref="PluginCatalog"/>, which makes a
/// <see cref="PluginRefusal"/> of the message.
/// </summary>
internal sealed class PluginRefusedException(string reason, Exception? innerException = null) : Exception(reason, innerException);
