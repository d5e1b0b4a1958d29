namespace Connector.Core.Ledger;

/// <summary>Why a number is parked, where the connector or a person decided it and not the store. Such a number stays parked until keyCRM says another.</summary>
public static class DesiredCode
{
    /// <summary>A person rejected the held plan that it was part of.</summary>
    public const string Rejected = "guard.rejected";

    /// <summary>A person put back what a run had changed.</summary>
    public const string Undone = "undone";

    /// <summary>Something else keeps changing the listing back.</summary>
    public const string Contested = "contested";

    /// <summary>Whether a code is one of these.</summary>
    public static bool IsDecided(string? code) => code is Rejected or Undone or Contested;
}
