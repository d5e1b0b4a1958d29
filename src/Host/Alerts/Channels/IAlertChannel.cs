namespace Connector.Host.Alerts.Channels;

/// <summary>A way to a person.</summary>
internal interface IAlertChannel
{
    /// <summary>Its name in the configuration.</summary>
    string Name { get; }

    /// <summary>The longest message, in UTF-16 units.</summary>
    int MostCharacters { get; }

    /// <summary>Tells a message.</summary>
    /// <exception cref="AlertException">It was not taken.</exception>
    Task SendAsync(AlertMessage message, CancellationToken cancellationToken);
}
