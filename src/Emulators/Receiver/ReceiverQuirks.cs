namespace Connector.Emulators.Receiver;

/// <summary>Lasting peculiarities of an emulated receiver: what it cannot do, and what it does wrong.</summary>
public sealed record ReceiverQuirks
{
    /// <summary>Whether there is a route <c>capabilities</c>; without it 404.</summary>
    public bool TellsCapabilities { get; init; } = true;

    /// <summary>Whether numbers can be read.</summary>
    public bool Reads { get; init; } = true;

    /// <summary>Items in one batch.</summary>
    public int MaxItems { get; init; } = 500;

    /// <summary>Decimal places.</summary>
    public int Decimals { get; init; }

    /// <summary>Whether <c>expected</c> is compared.</summary>
    public bool CompareAndSet { get; init; }

    /// <summary>Items on a page of stock, whatever is asked for.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>How far the site's clock is off.</summary>
    public TimeSpan ClockOff { get; init; }

    /// <summary>Answers a batch with an empty 200.</summary>
    public bool SaysNothing { get; init; }

    /// <summary>Takes any signature.</summary>
    public bool IgnoresSignature { get; init; }

    /// <summary>Takes requests of any age.</summary>
    public bool IgnoresTimestamp { get; init; }

    /// <summary>Writes an older number over a newer one.</summary>
    public bool IgnoresSequence { get; init; }

    /// <summary>Looks at the first of several signatures only.</summary>
    public bool KnowsOneSignature { get; init; }

    /// <summary>Writes although the batch is a dry run.</summary>
    public bool IgnoresDryRun { get; init; }

    /// <summary>Leaves SKUs that it does not know out of its answer.</summary>
    public bool OmitsUnknown { get; init; }

    /// <summary>Rounds fractions and takes numbers below zero instead of refusing them.</summary>
    public bool TakesAnyNumber { get; init; }
}
