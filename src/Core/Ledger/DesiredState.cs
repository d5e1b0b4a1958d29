namespace Connector.Core.Ledger;

/// <summary>How a desired number stands.</summary>
public enum DesiredState
{
    /// <summary>To be written.</summary>
    Pending = 0,

    /// <summary>Waits for a person with the rest of its plan.</summary>
    Held,

    /// <summary>The store holds less than was put there, perhaps for a sale that keyCRM has not counted yet: looked at again before it is raised.</summary>
    Settling,

    /// <summary>Was tried and is to be tried again.</summary>
    Failing,

    /// <summary>The store will not take it until the number or the listing changes.</summary>
    Parked,

    /// <summary>The store said that it does not have the listing.</summary>
    Gone,

    /// <summary>The store holds it, as far as the store said.</summary>
    Done,
}
