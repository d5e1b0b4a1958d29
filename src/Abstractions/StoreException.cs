namespace Connector.Abstractions;

/// <summary>
/// A call to a store failed as a whole. For a failure of one change among others return a <see cref="StockOutcome"/> instead.
/// </summary>
public sealed class StoreException : Exception
{
    /// <summary>Makes an exception of a kind, with a sentence for the merchant's helper.</summary>
    /// <param name="failure">The kind, which decides what the host does next.</param>
    /// <param name="message">What happened and what a person can do. Holds no secret.</param>
    /// <param name="innerException">The cause, if another exception was.</param>
    public StoreException(StoreFailure failure, string message, Exception? innerException = null)
        : base(message, innerException) => Failure = failure;

    /// <summary>The kind, which decides what the host does next.</summary>
    public StoreFailure Failure { get; }

    /// <summary>How long the store asked to be left alone, if it said.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
