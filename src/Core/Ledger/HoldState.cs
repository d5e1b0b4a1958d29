namespace Connector.Core.Ledger;

/// <summary>How a held plan stands.</summary>
public enum HoldState
{
    /// <summary>Waits for a person.</summary>
    Waiting = 0,

    /// <summary>A person let it pass; it is written with the next pass over the store.</summary>
    Approved,

    /// <summary>A person refused it.</summary>
    Rejected,

    /// <summary>It was approved and has been written.</summary>
    Passed,

    /// <summary>A newer plan took its place.</summary>
    Replaced,

    /// <summary>Nobody decided in time, or the store was not there in time; a new plan was judged anew.</summary>
    Expired,
}
