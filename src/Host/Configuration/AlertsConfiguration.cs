namespace Connector.Host.Configuration;

/// <summary>When persons are told, and how.</summary>
internal sealed record AlertsConfiguration
{
    /// <summary>How long a store, or keyCRM, may be down before that is told.</summary>
    public required TimeSpan DownAfter { get; init; }

    /// <summary>From how many numbers on that a store will not take that is told.</summary>
    public required int FailuresParked { get; init; }

    /// <summary>How long readings may find changes while no webhook comes.</summary>
    public required TimeSpan NoWebhookFor { get; init; }

    /// <summary>How old the oldest reading may become; <see langword="null"/> where the account's schedule says it.</summary>
    public TimeSpan? OldestReading { get; init; }

    /// <summary>Bytes that the state folder's disk must have free.</summary>
    public required long DiskFree { get; init; }

    /// <summary>The language in which persons are told; English where nothing is said.</summary>
    public string? Language { get; init; }

    /// <summary>A Telegram chat.</summary>
    public TelegramConfiguration? Telegram { get; init; }

    /// <summary>Persons with e-mail addresses.</summary>
    public EmailConfiguration? Email { get; init; }

    /// <summary>A program.</summary>
    public AlertWebhookConfiguration? Webhook { get; init; }
}
