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

    /// <summary>Says that it heeds sequence numbers, whether it does or not.</summary>
    public bool ClaimsSequence { get; init; }

    /// <summary>Answers a batch that comes a second time from memory.</summary>
    public bool RemembersIds { get; init; } = true;

    /// <summary>Asks for a signature only where something is written.</summary>
    public bool ReadsForAnybody { get; init; }

    /// <summary>Adds numbers to what it holds.</summary>
    public bool AddsNumbers { get; init; }

    /// <summary>Takes a zero for a missing number, as <c>empty()</c> does in PHP.</summary>
    public bool LosesZero { get; init; }

    /// <summary>Writes every article that carries the SKU.</summary>
    public bool WritesDuplicates { get; init; }

    /// <summary>Answers with question marks for letters outside of ASCII.</summary>
    public bool SpoilsSkus { get; init; }

    /// <summary>What it shows on top of what it holds, as a cache does that nobody clears.</summary>
    public decimal ShowsMore { get; init; }

    /// <summary>Compresses its answers although nobody asked for that.</summary>
    public bool Compresses { get; init; }

    /// <summary>Does not know how to look up by SKU, and shows everything instead, page by page.</summary>
    public bool IgnoresLookUps { get; init; }
}
