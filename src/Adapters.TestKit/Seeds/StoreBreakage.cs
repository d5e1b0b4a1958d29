namespace Connector.Adapters.TestKit;

/// <summary>How a shop can be broken. From then on every call suffers it, until the shop is mended.</summary>
public enum StoreBreakage
{
    /// <summary>The shop asks for fewer requests and does not say for how long: HTTP 429 without Retry-After.</summary>
    Throttled = 0,

    /// <summary>The same with a time: HTTP 429 with Retry-After of <see cref="StoreAdapterConformance.RetryAfterSeconds"/> seconds.</summary>
    ThrottledWithRetryAfter,

    /// <summary>The shop refuses the credentials: HTTP 401, a wrong password, a file that may not be read.</summary>
    Unauthorized,

    /// <summary>HTTP 200 with a web page where data was asked for: a maintenance page, a firewall's check.</summary>
    Html,

    /// <summary>Garbage or half an answer with HTTP 200: the JSON ends in the middle, the file in the middle of a row.</summary>
    CutAnswer,

    /// <summary>The shop takes the call and never answers: a hanging web server, a row that somebody keeps locked.</summary>
    Timeout,

    /// <summary>The connection is refused or cut before an answer: nothing listens, the file is not there.</summary>
    CutConnection,

    /// <summary>The shop fails by itself: HTTP 500.</summary>
    ServerError,

    /// <summary>
    /// A write is carried out and its answer gets lost (the connection is cut after the shop has done it). Reading works. Only
    /// the next write suffers it.
    /// </summary>
    AnswerLost,
}
