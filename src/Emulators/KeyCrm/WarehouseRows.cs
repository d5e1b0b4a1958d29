namespace Connector.Emulators.KeyCrm;

/// <summary>Which rows <c>filter[details]=true</c> adds. keyCRM's own choice is not known (facts/keycrm.md §4).</summary>
public enum WarehouseRows
{
    /// <summary>Every warehouse that has ever held the offer, also where it is sold out.</summary>
    Recorded,

    /// <summary>Only where quantity or reserve is not zero.</summary>
    NotZero,

    /// <summary>Every warehouse of the account.</summary>
    All,
}
