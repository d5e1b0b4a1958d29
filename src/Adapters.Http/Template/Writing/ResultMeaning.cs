namespace Connector.Adapters.Http.Template.Writing;

/// <summary>What a site's word about one number means, the worst last.</summary>
internal enum ResultMeaning
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>Held already.</summary>
    Unchanged,

    /// <summary>No stock is counted.</summary>
    NotTracked,

    /// <summary>Not there.</summary>
    NotFound,

    /// <summary>Will never be taken.</summary>
    Rejected,

    /// <summary>Not done.</summary>
    Failed,
}
