namespace Connector.Core.Ledger;

/// <summary>How a run stands.</summary>
public enum RunState
{
    /// <summary>Under way.</summary>
    Running = 0,

    /// <summary>Everything asked for is done.</summary>
    Done,

    /// <summary>Its plan waits for a person.</summary>
    Held,

    /// <summary>The store or some of its items failed.</summary>
    Failed,

    /// <summary>The process ended before the run did.</summary>
    Cut,
}
