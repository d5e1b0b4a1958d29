namespace Connector.Host.Configuration;

/// <summary>A configuration without mistakes (options of adapters excepted, see <see cref="StoreOptions"/>).</summary>
internal sealed record ConnectorConfiguration
{
    /// <summary>The accounts by name. Never empty.</summary>
    public required IReadOnlyDictionary<string, AccountConfiguration> Accounts { get; init; }

    /// <summary>The stores: those of the main file in its order, then those of the included files.</summary>
    public required IReadOnlyList<StoreConfiguration> Stores { get; init; }

    /// <summary>Further folders with plug-ins, absolute; they need not exist.</summary>
    public required IReadOnlyList<string> PluginFolders { get; init; }

    /// <summary>The folder of the ledger, absolute; it need not exist.</summary>
    public required string StateFolder { get; init; }

    /// <summary>The address of dashboard, API and webhooks.</summary>
    public required ListenAddress Listen { get; init; }

    /// <summary>A second address for webhooks and <c>/healthz</c> only.</summary>
    public ListenAddress? WebhookListen { get; init; }

    /// <summary>What signs in to the API; <see langword="null"/> where only this machine may use it. Secret.</summary>
    public string? ApiToken { get; init; }

    /// <summary>Files that the running service serves, by name.</summary>
    public required IReadOnlyDictionary<string, FeedConfiguration> Feeds { get; init; }

    /// <summary>The language of alerts and commands, <c>en</c> or <c>uk</c>; <see langword="null"/> where nothing is said.</summary>
    public string? Language { get; init; }

    /// <summary>When persons are told, and how.</summary>
    public required AlertsConfiguration Alerts { get; init; }

    /// <summary>Every file that was read, absolute: those a running host watches.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>What no output may show. Binding the options of stores adds to it.</summary>
    public required SecretSet Secrets { get; init; }
}
