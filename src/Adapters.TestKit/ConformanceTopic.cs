namespace Connector.Adapters.TestKit;

/// <summary>What a store may lawfully be unable to do. Everything else every store can.</summary>
public enum ConformanceTopic
{
    /// <summary>Variants of a product.</summary>
    Variants,

    /// <summary>Two listings with one SKU.</summary>
    DuplicateSkus,

    /// <summary>Listings whose stock is not counted.</summary>
    UncountedListings,

    /// <summary>Being throttled.</summary>
    Throttling,

    /// <summary>Refusing credentials.</summary>
    Credentials,

    /// <summary>Answering a web page.</summary>
    WebPages,

    /// <summary>Failing by itself.</summary>
    ServerErrors,

    /// <summary>A connection that can be cut.</summary>
    Connections,

    /// <summary>Not answering.</summary>
    Silence,

    /// <summary>A call that takes long enough to be cancelled.</summary>
    Cancellation,

    /// <summary>Deleting a listing.</summary>
    Deletion,

    /// <summary>
    /// References that can come to mean another SKU. Not applicable where the store gives no id twice and the adapter cannot
    /// compare SKUs in the write itself.
    /// </summary>
    ReusedReferences,
}
