namespace Connector.Emulators.KeyCrm;

/// <summary>What an emulated account is like. Everything may be left out.</summary>
public sealed record KeyCrmEmulatorOptions
{
    /// <summary>The account's key; opaque, as real ones are.</summary>
    public string ApiKey { get; init; } = "ZW11bGF0ZWQta2V5Q1JNLWFjY291bnQtMQ==";

    /// <summary>TCP port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Requests a minute; null for no limit.</summary>
    public int? RequestsPerMinute { get; init; } = 60;

    /// <summary>How the minute is counted.</summary>
    public LimitWindow LimitWindow { get; init; } = LimitWindow.Fixed;

    /// <summary>Whether answers carry X-RateLimit-*, and refusals Retry-After. Without, a refusal is a bare 429.</summary>
    public bool SendRateLimitHeaders { get; init; } = true;

    /// <summary>How long every answer takes at least, in the emulator's time.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>The emulator's clock: limits, delays and logged times follow it.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Decides which requests suffer faults given by chance.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The warehouses; the first takes stock that names none.</summary>
    public IReadOnlyList<KeyCrmWarehouse> Warehouses { get; init; } = [new(1, "Головний"), new(4, "Магазин на Подолі")];

    /// <summary>Where the account behaves differently from most.</summary>
    public KeyCrmQuirks Quirks { get; init; } = new();

    /// <summary>Lines in one webhook call at most; larger changes are sent in several. keyCRM's own number is not known.</summary>
    public int WebhookMaxItems { get; init; } = 10_000;

    /// <summary>
    /// How often a webhook is tried when the receiver answers 5xx or not at all; 1 tries once. Whether keyCRM tries again is
    /// not known (facts/keycrm.md §9).
    /// </summary>
    public int WebhookAttempts { get; init; } = 1;

    /// <summary>The pause between two tries, in the emulator's time.</summary>
    public TimeSpan WebhookRetryDelay { get; init; } = TimeSpan.FromSeconds(30);
}
