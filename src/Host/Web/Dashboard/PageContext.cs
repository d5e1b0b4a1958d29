using Connector.Core.Ledger;
using Connector.Host.Runtime;
using Connector.Host.Service;
using Connector.Host.Language;

namespace Connector.Host.Web.Dashboard;

/// <summary>What every page knows: who asks for what, in which language, and the service that it shows.</summary>
internal sealed record PageContext
{
    /// <summary>The language.</summary>
    public required Words Words { get; init; }

    /// <summary>The page's own address, with its query.</summary>
    public required string Address { get; init; }

    /// <summary>What forms send along, so that no other site can send them.</summary>
    public required string FormToken { get; init; }

    /// <summary>Whether a person has signed in, and may sign out.</summary>
    public required bool IsSignedIn { get; init; }

    /// <summary>The configuration in force, its stores and the ledger.</summary>
    public required ConnectorSession Session { get; init; }

    /// <summary>The workers that run now.</summary>
    public required IWorkers? Workers { get; init; }

    /// <summary>What was just done, for the person who did it.</summary>
    public string? Told { get; init; }

    /// <summary>The durable state.</summary>
    public Ledger Ledger => Session.Ledger;

    /// <summary>The clock.</summary>
    public TimeProvider Time => Session.Time;

    /// <summary>A text without secrets: adapters and shops may say anything.</summary>
    public string Safe(string? text) => text is null ? "" : Words.Translate(Session.Redactor.Redact(text));
}
