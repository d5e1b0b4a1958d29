namespace Connector.Emulators.KeyCrm;

/// <summary>One request as it arrived, and what became of it.</summary>
public sealed record KeyCrmRequest
{
    /// <summary>Counted from 1, refused requests included.</summary>
    public required long Number { get; init; }

    /// <summary>When it arrived, in the emulator's time.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>GET, PUT, …</summary>
    public required string Method { get; init; }

    /// <summary>Below <c>/v1</c>: <c>/offers/stocks</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Decoded; of a key that came twice the last one counts, as in PHP.</summary>
    public required IReadOnlyDictionary<string, string> Query { get; init; }

    /// <summary><c>GET /offers/stocks</c>.</summary>
    public string Route => $"{Method} {Path}";

    /// <summary>The page asked for; 1 when none or nonsense was.</summary>
    public int Page => KeyCrmQuery.WholeNumber(Query, "page") ?? 1;

    /// <summary>What was answered; null while it is being answered, or if the connection was dropped.</summary>
    public int? Status { get; init; }

    /// <summary>Whether the limit refused it. A 429 given as a fault does not count here.</summary>
    public bool Refused { get; init; }

    /// <summary>The faults it suffered.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];
}
