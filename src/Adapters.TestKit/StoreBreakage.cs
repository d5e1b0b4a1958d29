namespace Connector.Adapters.TestKit;

/// <summary>What can be wrong with a store as a whole.</summary>
public enum StoreBreakage
{
    /// <summary>It asks for fewer requests, without saying for how long: 429 and no Retry-After.</summary>
    Throttled,

    /// <summary>It asks for fewer requests for seven seconds: 429 with <c>Retry-After: 7</c>.</summary>
    ThrottledForSevenSeconds,

    /// <summary>It refuses the credentials.</summary>
    Unauthorized,

    /// <summary>It answers a web page with status 200 where data was asked for.</summary>
    WebPage,

    /// <summary>It fails with status 500, or with an error of its own making.</summary>
    ServerError,

    /// <summary>It cuts the connection in the middle of its answer.</summary>
    CutConnection,

    /// <summary>It does not answer at all. Give the adapter a short time-out for this.</summary>
    Silent,
}
