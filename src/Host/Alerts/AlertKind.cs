namespace Connector.Host.Alerts;

/// <summary>The kinds of conditions that a person is told of.</summary>
internal static class AlertKind
{
    /// <summary>keyCRM refuses the account's key.</summary>
    public const string KeyRefused = "key-refused";

    /// <summary>keyCRM cannot be read.</summary>
    public const string AccountDown = "account-down";

    /// <summary>Readings find changes that no webhook told of.</summary>
    public const string WebhooksSilent = "webhooks-silent";

    /// <summary>An offer has not been read for too long.</summary>
    public const string ReadingOld = "reading-old";

    /// <summary>A store refuses the credentials, or its adapter cannot be used.</summary>
    public const string StoreStopped = "store-stopped";

    /// <summary>A store is down.</summary>
    public const string StoreDown = "store-down";

    /// <summary>A plan waits for a person.</summary>
    public const string PlanHeld = "plan-held";

    /// <summary>A store will not take numbers.</summary>
    public const string FailuresParked = "failures-parked";

    /// <summary>Something else keeps changing listings back.</summary>
    public const string Contested = "contested";

    /// <summary>The disk is nearly full.</summary>
    public const string DiskLow = "disk-low";

    /// <summary>The ledger cannot be used, or is damaged.</summary>
    public const string LedgerDamaged = "ledger-damaged";

    /// <summary>Webhooks cannot be stored.</summary>
    public const string IntakeStopped = "intake-stopped";

    /// <summary>A changed configuration is refused.</summary>
    public const string ConfigurationRefused = "configuration-refused";

    /// <summary>No condition: a person tries whether messages arrive.</summary>
    public const string Test = "test";
}
