namespace Connector.Host.Cli;

/// <summary>What the program's exit code says.</summary>
internal static class ExitCode
{
    /// <summary>Everything asked for is done and converged.</summary>
    public const int Done = 0;

    /// <summary>An unexpected failure.</summary>
    public const int Unexpected = 1;

    /// <summary>Wrong usage or configuration.</summary>
    public const int Usage = 2;

    /// <summary>A plan is held for a person.</summary>
    public const int Held = 3;

    /// <summary>Some store or item failed.</summary>
    public const int Failed = 4;
}
