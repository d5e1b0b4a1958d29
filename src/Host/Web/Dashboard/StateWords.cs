using Connector.Core.Ledger;
using Connector.Host.Alerts;

namespace Connector.Host.Web.Dashboard;

/// <summary>How states are called, in which colour they are shown, and where a person sees to them.</summary>
internal static class StateWords
{
    /// <summary>The colour class of a store's state.</summary>
    public static string Colour(string state) => state switch
    {
        "right" => "good",
        "held" or "catching up" => "attention",
        "stopped" or "failing" => "bad",
        _ => "quiet",
    };

    /// <summary>What a number's state is called.</summary>
    public static string Of(DesiredNumber number) => (number.State, number.Code) switch
    {
        (DesiredState.Parked, DesiredCode.Contested) => "contested",
        (DesiredState.Parked, DesiredCode.Rejected) => "rejected",
        (DesiredState.Parked, DesiredCode.Undone) => "undone",
        (DesiredState.Parked, _) => "not taken",
        (DesiredState.Failing, _) => "failing",
        (DesiredState.Pending, _) => "pending",
        (DesiredState.Held, _) => "held",
        (DesiredState.Settling, _) => "settling",
        (DesiredState.Gone, _) => "gone",
        _ => "right",
    };

    /// <summary>The address at which a person sees to a condition.</summary>
    public static string Where(Alert alert) => alert.Kind switch
    {
        AlertKind.PlanHeld => $"/held/{alert.Subject}",
        AlertKind.FailuresParked => $"/stores/{alert.Subject}?show=failing",
        AlertKind.Contested => $"/stores/{alert.Subject}?show=contested",
        AlertKind.StoreStopped or AlertKind.StoreDown => $"/stores/{alert.Subject}",
        _ => "/settings",
    };

    /// <summary>The colour class of a number's state.</summary>
    public static string Colour(DesiredNumber number) => number.State switch
    {
        DesiredState.Done => "good",
        DesiredState.Pending or DesiredState.Held or DesiredState.Settling => "attention",
        DesiredState.Gone => "quiet",
        _ => "bad",
    };
}
