namespace Connector.Core.Sync;

/// <summary>The words for outcomes: the same in the journal, in JSON and on the terminal.</summary>
public static class OutcomeWords
{
    /// <summary>The word for an outcome, in camel case.</summary>
    public static string Of(ItemOutcome outcome) => outcome switch
    {
        ItemOutcome.Planned => "planned",
        ItemOutcome.Held => "held",
        ItemOutcome.Applied => "applied",
        ItemOutcome.Accepted => "accepted",
        ItemOutcome.Unchanged => "unchanged",
        ItemOutcome.NotFound => "notFound",
        ItemOutcome.NotTracked => "notTracked",
        ItemOutcome.Rejected => "rejected",
        _ => "failed",
    };
}
