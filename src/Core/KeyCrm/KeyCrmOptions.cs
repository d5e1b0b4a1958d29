namespace Connector.Core.KeyCrm;

/// <summary>How one keyCRM account is reached.</summary>
public sealed record KeyCrmOptions
{
    /// <summary>The account's name in adapters.json.</summary>
    public required string Account { get; init; }

    /// <summary>The API's address, <c>https://openapi.keycrm.app/v1</c> unless an emulator stands in.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>The API key, cleaned by <see cref="ApiKey.TryClean"/>. Secret.</summary>
    public required string Key { get; init; }

    /// <summary>Requests a minute at most; 1 or more.</summary>
    public int RequestsPerMinute { get; init; } = 55;
}
