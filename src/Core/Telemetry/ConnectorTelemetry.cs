using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Connector.Core.Telemetry;

/// <summary>
/// What is counted, timed and traced while the connector works. Names are documented in docs/metrics.md; no tag holds a secret, an
/// address or a SKU.
/// </summary>
public static class ConnectorTelemetry
{
    /// <summary>The name of the meter and of the source of traces.</summary>
    public const string Name = "Connector";

    private static readonly Meter Meter = new(Name);
    private static readonly ActivitySource Source = new(Name);

    private static readonly Histogram<double> KeyCrmRequests = Meter.CreateHistogram<double>(
        "connector.keycrm.request.duration", "s", "Requests to keyCRM, without the waiting for their turn in the budget.");

    private static readonly Histogram<double> StoreCalls = Meter.CreateHistogram<double>(
        "connector.store.call.duration", "s", "Calls of a store's adapter: reading a whole store, looking SKUs up, setting numbers.");

    private static readonly Counter<long> Numbers = Meter.CreateCounter<long>(
        "connector.store.numbers", null, "Numbers that were sent to a store, by what became of them.");

    private static readonly Counter<long> WebhooksTaken = Meter.CreateCounter<long>(
        "connector.webhooks", null, "Webhooks of keyCRM with the right secret, by what became of them.");

    /// <summary>Begins to time a request to keyCRM.</summary>
    internal static TimedCall KeyCrmRequest(string account) => new(KeyCrmRequests, Source.StartActivity("keycrm request"), "account", account, null);

    /// <summary>Begins to time a call of a store's adapter.</summary>
    /// <param name="store">The store.</param>
    /// <param name="call"><c>read</c>, <c>find</c> or <c>set</c>.</param>
    internal static TimedCall StoreCall(string store, string call) => new(StoreCalls, Source.StartActivity($"store {call}"), "store", store, call);

    /// <summary>Counts numbers that a store was given.</summary>
    internal static void StoreNumbers(string store, string outcome, int count) => Numbers.Add(count, new("store", store), new("outcome", outcome));

    /// <summary>Counts a webhook.</summary>
    /// <param name="account">The account.</param>
    /// <param name="result"><c>taken</c>, <c>unreadable</c> or <c>not_stored</c>.</param>
    public static void Webhook(string account, string result) => WebhooksTaken.Add(1, new("account", account), new("result", result));

    /// <summary>A piece of work for traces; nothing where nobody traces.</summary>
    /// <param name="work">What is done: <c>scan</c>, <c>store step</c>.</param>
    /// <param name="tag">Of what kind the subject is.</param>
    /// <param name="subject">The account or store.</param>
    public static Activity? Work(string work, string tag, string subject) => Source.StartActivity(work)?.SetTag(tag, subject);
}
