namespace Connector.Host.Telemetry;

/// <summary>The gauges of a running service, as OpenTelemetry names them; Prometheus shows <c>.</c> as <c>_</c> and adds the unit.</summary>
internal static class GaugeNames
{
    public const string Build = "connector.build";
    public const string LedgerSize = "connector.ledger.size";
    public const string Memory = "connector.process.memory";
    public const string Processor = "connector.process.cpu.time";
    public const string Alert = "connector.alert";
    public const string AccountUp = "connector.account.up";
    public const string AccountBudget = "connector.account.budget";
    public const string AccountRequests = "connector.account.requests";
    public const string AccountOffers = "connector.account.offers";
    public const string AccountSnapshotAge = "connector.account.snapshot.age";
    public const string AccountOldestReading = "connector.account.oldest_reading.age";
    public const string WebhooksWaiting = "connector.account.webhooks_waiting";
    public const string StoreUp = "connector.store.up";
    public const string StoreStopped = "connector.store.stopped";
    public const string StoreHeld = "connector.store.held";
    public const string StoreListings = "connector.store.listings";
    public const string StoreDesired = "connector.store.desired";
    public const string StoreReadAge = "connector.store.read.age";

    /// <summary>Name, unit and meaning of each.</summary>
    public static readonly (string Name, string? Unit, string Description)[] All =
    [
        (Build, null, "1, with the version that runs."),
        (Memory, "By", "Memory of the process (working set)."),
        (Processor, "s", "Processor time that the process has used."),
        (LedgerSize, "By", "The ledger's file."),
        (Alert, null, "1 for each condition that was told and has not cleared."),
        (AccountUp, null, "1 while keyCRM can be read, 0 while it cannot."),
        (AccountBudget, null, "Requests a minute that the account's key may make now."),
        (AccountRequests, null, "Requests of the last minute, of every process on this ledger."),
        (AccountOffers, null, "Offers of the latest whole reading."),
        (AccountSnapshotAge, "s", "Age of the latest whole reading."),
        (AccountOldestReading, "s", "Age of the oldest reading of any offer."),
        (WebhooksWaiting, null, "Webhooks that are stored and not yet worked on."),
        (StoreUp, null, "1 while the store can be used, 0 while its last step failed."),
        (StoreStopped, null, "1 where the store is left alone until a person says so."),
        (StoreHeld, null, "1 while a plan of the store waits for a person, or an approved one has not passed."),
        (StoreListings, null, "Listings of the store as last read."),
        (StoreDesired, null, "Numbers that the connector has for the store, by state."),
        (StoreReadAge, "s", "Age of the latest whole reading of the store."),
    ];
}
